//! No client of any network protocol is in what is built here.

use std::collections::BTreeSet;

use crate::tree::{cargo, toml_file};

/// Names of all crates that are built for this machine, from the lock file as it stands.
fn built() -> BTreeSet<String> {
    let tree = cargo(&[
        "tree",
        "--offline",
        "--workspace",
        "--edges",
        "normal,build",
        "--target",
        &host(),
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn host() -> String {
    let version = std::process::Command::new("rustc").arg("-vV").output().expect("rustc runs").stdout;
    let version = String::from_utf8(version).expect("UTF-8");
    version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host line").to_owned()
}

#[test]
fn nothing_that_deny_toml_bans_is_built() {
    let built = built();
    for known in ["tauri", "sqlx", "tantivy", "llama-cpp-2", "serde"] {
        assert!(built.contains(known), "the graph is the real one: {known} is in it");
    }
    let deny = toml_file("deny.toml");
    let banned: Vec<&str> = deny["bans"]["deny"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["name"].as_str().expect("a name"))
        .collect();
    for client in ["reqwest", "hyper", "ureq", "curl", "tungstenite", "rustls", "openssl", "tauri-plugin-http"] {
        assert!(banned.contains(&client), "deny.toml bans {client}");
    }
    let found: Vec<&&str> = banned.iter().filter(|name| built.contains(**name)).collect();
    assert!(found.is_empty(), "banned and built: {found:?}");
}

#[test]
fn the_window_may_show_local_pages_alone() {
    let file = crate::tree::text("src-tauri/tauri.conf.json").expect("text");
    let config: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let policy = &config["app"]["security"]["csp"];
    assert_eq!(policy["default-src"], "'none'");
    assert_eq!(policy["script-src"], "'self'");
    // Names that wry answers inside the process; nothing is looked up.
    const INSIDE: [&str; 2] = ["http://ipc.localhost", "http://isolation.localhost"];
    let written = policy.to_string();
    let hosts: Vec<&str> = written.split([' ', ';', '"']).filter(|s| s.contains("://")).collect();
    assert!(hosts.iter().all(|host| INSIDE.contains(host)), "{hosts:?}");
    assert_eq!(config["app"]["withGlobalTauri"], false);
}
