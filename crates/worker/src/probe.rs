//! `probe`: what a worker cannot do, tried.

use std::{
    fs::File,
    io::{self, Write},
    net::{Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket},
    path::Path,
    process::{Command, ExitCode},
};

use confine::{Guard, Limits, Work, confine_worker};
use serde_json::json;

/// Confines itself as the reader is (to one file) or as the intake is (to none), then tries each thing in turn.
pub(crate) fn run(model: Option<&Path>) -> ExitCode {
    let own = std::env::current_exe().unwrap_or_default();
    let readable: Vec<&Path> = model.into_iter().collect();
    let guard = match confine_worker(Work::Processor, &readable, Limits::default()) {
        Ok(guard) => guard,
        Err(error) => return crate::complain(&format!("The worker could not be confined: {error}.")),
    };
    let result = json!({
        "file_rule": match guard { Guard::Enforced => "enforced".to_owned(), Guard::Not(why) => why },
        "another_file": outcome(File::open(own)),
        "a_new_file": outcome(File::create(std::env::temp_dir().join("coldread-probe"))),
        "inet_socket": outcome(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))),
        "inet6_socket": outcome(UdpSocket::bind((Ipv6Addr::LOCALHOST, 0))),
        "local_socket": outcome(local_socket()),
        "program": outcome(Command::new("true").status()),
    });
    let _ = writeln!(io::stdout(), "{result}");
    ExitCode::SUCCESS
}

fn outcome<T>(attempt: io::Result<T>) -> &'static str {
    if attempt.is_err() { "refused" } else { "allowed" }
}

#[cfg(unix)]
fn local_socket() -> io::Result<std::os::unix::net::UnixDatagram> {
    std::os::unix::net::UnixDatagram::unbound()
}

#[cfg(not(unix))]
fn local_socket() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
