//! What is asked of a neighbour: made once, the same bytes at every try.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use serde::Serialize;

/// The most bytes of an answer in JSON that are read, where nobody asks for a longer one.
pub(super) const LONGEST_JSON: usize = 16 * 1_024;
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A question, and how long its answer may be.
pub(super) struct Question {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    /// The most bytes of the answer that are read.
    pub(super) longest: usize,
}

impl Question {
    /// JSON for a neighbour that answers in it; `None` where it cannot be written.
    pub(super) fn json(uri: Uri, question: &impl Serialize, longest: usize) -> Option<Self> {
        let body = serde_json::to_vec(question).ok()?;
        let headers = [(CONTENT_TYPE, JSON), (ACCEPT, JSON)];
        Some(Self {
            method: Method::POST,
            uri,
            headers: headers.into_iter().collect(),
            body: body.into(),
            longest,
        })
    }

    /// For the bytes that stand at an address.
    pub(super) fn for_bytes(uri: Uri, longest: usize) -> Self {
        Self {
            method: Method::GET,
            uri,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            longest,
        }
    }

    /// With one more header, where there is a value for it.
    pub(super) fn with(mut self, name: HeaderName, value: Option<&HeaderValue>) -> Self {
        if let Some(value) = value {
            self.headers.insert(name, value.clone());
        }
        self
    }

    /// The request of one try.
    pub(super) fn request(&self) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::new(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }
}
