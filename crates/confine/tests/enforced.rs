//! The kernel refuses, and says so. Each case runs in a process of its own, since there is no way back.

#![cfg(target_os = "linux")]

use std::{
    fs::File,
    io::Read,
    net::{TcpStream, UdpSocket},
    os::unix::net::UnixDatagram,
    path::Path,
    process::Command,
};

use coldread_confine::{Guard, Limits, Work, confine_worker, refuse_network, status};

/// Runs one of the cases below in a child: this same program, told by a variable which one.
fn in_a_process_of_its_own(case: &str) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env("CONFINE_CASE", case)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "{case}: {}\n{output}", String::from_utf8_lossy(&child.stdout));
}

#[test]
fn child() {
    match std::env::var("CONFINE_CASE").as_deref() {
        Ok("network") => network(),
        Ok("threads") => threads(),
        Ok("children") => children(),
        Ok("worker") => worker(),
        Ok("worker without files") => worker_without_files(),
        Ok("memory") => memory(),
        _ => {}
    }
}

#[test]
fn no_internet_socket_and_the_status_knows() {
    in_a_process_of_its_own("network");
}

fn network() {
    assert!(matches!(status().kernel_filter, Guard::Not(_)), "not before it is installed");
    refuse_network().unwrap();
    assert_eq!(status().kernel_filter, Guard::Enforced);
    assert!(TcpStream::connect("127.0.0.1:9").unwrap_err().raw_os_error() == Some(libc::EAFNOSUPPORT));
    UnixDatagram::pair().expect("local sockets stay");
    assert_eq!(ring(), libc::EPERM);
}

#[test]
fn threads_that_were_there_before_are_held_too() {
    in_a_process_of_its_own("threads");
}

fn threads() {
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let thread = std::thread::spawn(move || {
        wait.recv().unwrap();
        UdpSocket::bind("127.0.0.1:0").is_err()
    });
    refuse_network().unwrap();
    go.send(()).unwrap();
    assert!(thread.join().unwrap());
}

#[test]
fn children_inherit_it() {
    in_a_process_of_its_own("children");
}

fn children() {
    refuse_network().unwrap();
    let status = Command::new("cat").arg("/proc/self/status").output().unwrap();
    assert!(String::from_utf8_lossy(&status.stdout).contains("Seccomp:\t2"));
}

#[test]
fn a_worker_reads_its_file_and_nothing_else() {
    in_a_process_of_its_own("worker");
}

fn worker() {
    let own = Path::new(file!()).file_name().map(|_| std::env::current_exe().unwrap()).unwrap();
    let guard = confine_worker(Work::Processor, &[&own], Limits::default()).unwrap();
    let mut start = [0u8; 4];
    File::open(&own).unwrap().read_exact(&mut start).unwrap();
    if guard == Guard::Enforced {
        assert!(File::open("/etc/passwd").is_err(), "another file was opened");
    }
    assert!(File::create(own.with_extension("new")).is_err(), "a file was written");
    assert!(UdpSocket::bind("127.0.0.1:0").is_err(), "a socket was opened");
    assert!(UnixDatagram::unbound().is_err(), "a local socket was opened");
    assert!(Command::new("true").status().is_err(), "a program was started");
    assert_eq!(std::thread::spawn(|| 2 + 2).join().unwrap(), 4, "threads stay");
}

#[test]
fn a_worker_that_is_given_no_file_opens_none() {
    in_a_process_of_its_own("worker without files");
}

fn worker_without_files() {
    let own = std::env::current_exe().unwrap();
    assert_eq!(confine_worker(Work::Processor, &[], Limits::default()).unwrap(), Guard::Enforced);
    assert_eq!(File::open(&own).unwrap_err().raw_os_error(), Some(libc::EPERM));
}

#[test]
fn memory_beyond_the_limit_is_refused() {
    in_a_process_of_its_own("memory");
}

fn memory() {
    let limits = Limits { memory: Some(1 << 30), cpu_seconds: Some(60) };
    confine_worker(Work::Processor, &[], limits).unwrap();
    let mut bytes = Vec::<u8>::new();
    assert!(bytes.try_reserve_exact(2 << 30).is_err());
    assert!(bytes.try_reserve_exact(1 << 20).is_ok());
}

/// The error of an attempt at io_uring. There is no safe call for it, so Python makes it if it is there.
fn ring() -> i32 {
    let script = format!(
        "import ctypes\nl = ctypes.CDLL(None, use_errno=True)\nl.syscall({}, 1, 0)\nprint(ctypes.get_errno())",
        libc::SYS_io_uring_setup
    );
    match Command::new("python3").args(["-c", &script]).output() {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().parse().unwrap(),
        _ => libc::EPERM,
    }
}
