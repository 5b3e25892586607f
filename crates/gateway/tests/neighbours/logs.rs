//! Logs say who was asked and what failed, never what was asked.

use std::io;
use std::sync::{Arc, Mutex};

use gateway::registry::{RegistryClient, SimulatedRegistry};
use gateway::simulator::Behaviour;
use gateway::sms::{IdempotencyKey, Language, Purpose, SimulatedSms, Sms, SmsClient, Text};
use gateway::{Error, Limits, Token};
use tracing_subscriber::filter::LevelFilter;

use crate::{BOUNDS, NOW, SOON_MS, access, ask, chance, wang};

/// Everything that a log must not hold.
const HIDDEN: [&str; 7] = [
    "王小明",
    "\\u{738b}",
    "11010519491231002",
    "13800138000",
    "123456",
    "hc_secret",
    "yes",
];

/// A log in memory.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fails in each of the ways that are logged.
async fn fail(limits: Limits) -> Vec<Error> {
    let token = || Some(Token::parse("hc_secret").unwrap());
    let registry = SimulatedRegistry::start(0, token(), [wang()])
        .await
        .unwrap();
    let sms = SimulatedSms::start(0, token(), || NOW).await.unwrap();
    let mut to_registry = access(registry.address(), limits);
    to_registry.token = token();
    let mut to_sms = access(sms.address(), limits);
    to_sms.token = token();
    let registry_client = RegistryClient::new(&to_registry, chance()).unwrap();
    let sms_client = SmsClient::new(&to_sms, chance()).unwrap();
    let text = Text::one_time_code("123456", Purpose::SignIn, 5, Language::English).unwrap();
    let echo = "{\"agreement\":\"王小明 11010519491231002X 13800138000\"}".to_owned();
    let mut errors = Vec::new();
    for (i, behaviour) in [
        Behaviour::failing(),
        Behaviour::nonsense(),
        Behaviour::Silent,
        Behaviour::Answers {
            status: 200,
            body: echo.clone(),
        },
        Behaviour::Answers {
            status: 400,
            body: echo,
        },
    ]
    .into_iter()
    .enumerate()
    {
        registry.conduct().behave(behaviour.clone());
        sms.conduct().behave(behaviour);
        let now = NOW.plus_ms(i as i64 * limits.rest_ms);
        errors.extend(ask(&registry_client, &wang(), now).await.err());
        let phone = wang().phone;
        let sent = sms_client.send(&phone, &text, IdempotencyKey::new(1), now);
        errors.extend(sent.await.err());
    }
    errors
}

#[tokio::test]
async fn no_log_line_and_no_error_holds_a_name_a_number_a_code_or_a_token() {
    let written = Written::default();
    let writer = written.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let errors = fail(Limits {
        answer_ms: SOON_MS,
        failures: 2,
        tries: 2,
        ..BOUNDS
    })
    .await;
    drop(guard);
    assert_eq!(errors.len(), 10);
    let bytes = written.0.lock().unwrap().clone();
    let log = String::from_utf8(bytes).unwrap();
    assert!(
        log.contains("a neighbour is left alone for a while neighbour=identity registry"),
        "{log}"
    );
    assert!(log.contains("neighbour=SMS service"), "{log}");
    let said = format!("{log}\n{errors:?}");
    for hidden in HIDDEN {
        assert!(!said.contains(hidden), "{hidden} in {said}");
    }
}
