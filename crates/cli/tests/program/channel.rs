//! `healthcode channel`: a vendor's front end is registered, listed, switched off, and given another key.

use crate::Place;

/// The public half of a key made by `openssl ecparam -name prime256v1 -genkey`, as `openssl ec -pubout` writes it.
const KEY: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQOsWWwc8S609Tc1i/ymGDZnLGhI+
GhwiyG9kHegayqNlVOvSqSVbajoGERQRM3DHqagdeRKpC5x8ZYDgkQZfGQ==
-----END PUBLIC KEY-----
";

#[test]
fn s2_9_a_channel_is_registered_listed_switched_off_and_given_another_key() {
    let place = Place::new();
    place.write("public.pem", KEY);
    place.write(
        "none.pem",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    );
    let add = |name: &str, key: &str, city: &str| {
        let titles = ["--zh", "支付宝", "--en", "Alipay", "--city", city];
        let line = ["channel", "add", name, "--key", key];
        place.run(&[&line[..], &titles[..]].concat())
    };
    let added = add("alipay-hz", "public.pem", "330100");
    assert_eq!(added.code, 0, "{}", added.errors);
    assert!(added.lines[0].contains("alipay-hz"));
    let twice = add("alipay-hz", "public.pem", "330100");
    assert!(
        twice.code != 0 && twice.errors.contains("name"),
        "{}",
        twice.errors
    );
    let no_key = add("wechat-hz", "none.pem", "330100");
    assert!(no_key.errors.contains("none.pem"), "{}", no_key.errors);
    let no_city = add("wechat-hz", "public.pem", "330199");
    assert!(
        no_city.code != 0 && no_city.errors.contains("city"),
        "{}",
        no_city.errors
    );
    let no_name = add("A", "public.pem", "330100");
    assert!(
        no_name.code != 0 && no_name.errors.contains("name"),
        "{}",
        no_name.errors
    );
    let is_on = || place.run(&["channel", "list", "--json"]).json()[0]["is_on"].clone();
    assert_eq!(is_on(), true);
    assert_eq!(place.run(&["channel", "off", "alipay-hz"]).code, 0);
    assert_eq!(is_on(), false);
    assert_eq!(place.run(&["channel", "on", "alipay-hz"]).code, 0);
    assert_eq!(is_on(), true);
    let renewed = place.run(&["channel", "renew", "alipay-hz", "--key", "public.pem"]);
    assert_eq!(renewed.code, 0, "{}", renewed.errors);
    let unknown = place.run(&["channel", "off", "nobody"]);
    assert!(
        unknown.code != 0 && unknown.errors.contains("channel"),
        "{}",
        unknown.errors
    );
}
