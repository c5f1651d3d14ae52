//! The reader's manners: it answers, stops when told, and never outlives its app.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::at_work::{At, group, weights};
use ask::{ReadError, Request, Response};

#[test]
fn it_answers_in_order_and_the_same_after_it_was_killed() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(1) });
    at.say(&Request::Read { id: 2, group: group(2) });
    let (first, second) = (at.next(), at.next());
    assert!(matches!(first, Response::Done { id: 1, .. }) && matches!(second, Response::Done { id: 2, .. }));
    at.say(&Request::Read { id: 3, group: group(35) });
    at.child.kill().unwrap();
    let mut again = At::ready(&weights());
    again.say(&Request::Read { id: 1, group: group(1) });
    assert_eq!(again.next(), first);
}

#[test]
fn a_cancel_is_acknowledged_within_a_quarter_of_a_second_and_the_next_group_answered() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(35) });
    thread::sleep(Duration::from_millis(300));
    let told = Instant::now();
    at.say(&Request::Cancel { id: 1 });
    let (came, response) = at.next_at();
    assert_eq!(response, Response::Failed { id: 1, error: ReadError::Cancelled });
    assert!(came - told < Duration::from_millis(250), "{:?}", came - told);
    assert!(at.is_silent_for(Duration::from_millis(300)), "nothing more is said of it");
    // On a busy machine the last chunk may take so long that the process ends instead, which is as good.
    if at.ends_within(Duration::from_millis(600)).is_none() {
        at.say(&Request::Read { id: 2, group: group(1) });
        assert!(matches!(at.next(), Response::Done { id: 2, .. }));
    }
}

#[test]
fn a_group_that_waits_can_be_cancelled_too() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(8) });
    at.say(&Request::Read { id: 2, group: group(8) });
    at.say(&Request::Cancel { id: 2 });
    assert_eq!(at.next(), Response::Failed { id: 2, error: ReadError::Cancelled });
    assert!(matches!(at.next(), Response::Done { id: 1, .. }));
    assert!(at.is_silent_for(Duration::from_millis(300)));
}

#[test]
fn a_cancel_that_comes_too_late_is_no_fault() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(1) });
    assert!(matches!(at.next(), Response::Done { id: 1, .. }));
    at.say(&Request::Cancel { id: 1 });
    at.say(&Request::Read { id: 2, group: group(1) });
    assert!(matches!(at.next(), Response::Done { id: 2, .. }));
}

#[test]
fn the_processor_is_free_within_a_second_of_a_cancel() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(35) });
    thread::sleep(Duration::from_millis(200));
    at.say(&Request::Cancel { id: 1 });
    thread::sleep(Duration::from_secs(1));
    let before = processor_time(at.child.id());
    thread::sleep(Duration::from_millis(300));
    assert_eq!(processor_time(at.child.id()), before, "it still computes");
}

/// Clock ticks of processor time; nothing once the process is gone.
fn processor_time(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?)
}

#[test]
fn it_ends_with_its_input_even_in_the_middle_of_a_chunk() {
    for wait in [0, 40, 80, 160, 320] {
        let mut at = At::ready(&weights());
        at.say(&Request::Read { id: 1, group: group(35) });
        thread::sleep(Duration::from_millis(wait));
        at.stop_talking();
        assert_eq!(at.ends_within(Duration::from_secs(2)), Some(0), "after {wait} ms");
    }
}

#[test]
fn it_ends_with_its_input_while_it_loads() {
    let mut at = At::work(&weights());
    at.stop_talking();
    assert_eq!(at.ends_within(Duration::from_secs(2)), Some(0));
}

#[test]
fn what_makes_no_sense_ends_it() {
    let mut at = At::ready(&weights());
    at.say_nonsense();
    assert_eq!(at.ends_within(Duration::from_secs(2)), Some(2));
}

#[test]
fn a_passage_too_long_is_refused_and_the_next_read() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(80) });
    let refused = at.next();
    assert!(
        matches!(refused, Response::Failed { id: 1, error: ReadError::TooLong { available: 4096, .. } }),
        "{refused:?}"
    );
    at.say(&Request::Read { id: 2, group: group(1) });
    assert!(matches!(at.next(), Response::Done { id: 2, .. }));
}

#[test]
fn a_file_that_is_no_model_is_told_in_one_sentence() {
    let no_model = Path::new(crate::at_work::WORKER);
    let mut at = At::work(no_model);
    let sentence = "This is not a GGUF model file.".to_owned();
    assert_eq!(at.next(), Response::Failed { id: 0, error: ReadError::Model(sentence) });
    assert_eq!(at.ends_within(Duration::from_secs(2)), Some(3));
}

#[test]
fn a_model_that_is_cut_short_is_told_in_one_sentence() {
    let cut = std::env::temp_dir().join(format!("coldread-cut-{}.gguf", std::process::id()));
    let bytes = std::fs::read(weights()).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let at = At::work(&cut);
    let response = at.next();
    std::fs::remove_file(&cut).unwrap();
    let Response::Failed { id: 0, error: ReadError::Model(sentence) } = response else { panic!("{response:?}") };
    assert!(sentence.starts_with("The model file is cut short"), "{sentence}");
}

#[test]
fn a_model_that_is_not_there_is_told_in_one_sentence() {
    let at = At::work(Path::new("/nowhere/model.gguf"));
    let sentence = "The model file is not there.".to_owned();
    assert_eq!(at.next(), Response::Failed { id: 0, error: ReadError::Model(sentence) });
}
