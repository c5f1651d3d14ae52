//! What a group is stored under, what it costs, and how scores compare.

use coldread_ask::{Answer, Answers, Group, GroupAnswer, Question, Score, Task};

fn group() -> Group {
    Group {
        label: "scene 1".to_owned(),
        system: String::new(),
        prefix: "INT. KITCHEN - NIGHT\n".to_owned(),
        questions: vec![Question {
            name: "coverage.place".to_owned(),
            version: 1,
            text: "Inside or outside?".to_owned(),
            lead: "The scene is".to_owned(),
            task: Task::Choose { options: vec![" inside".to_owned(), " outside".to_owned()] },
        }],
    }
}

#[test]
fn a_key_is_a_digest_that_stays() {
    // A change of this value forgets every stored answer: it must be meant.
    assert_eq!(group().key().0.len(), 64);
    assert_eq!(group().key(), group().key());
}

#[test]
fn all_that_can_change_an_answer_changes_the_key() {
    let changes: [fn(&mut Group); 7] = [
        |g| g.system.push('.'),
        |g| g.prefix.push('.'),
        |g| g.questions[0].name.push('.'),
        |g| g.questions[0].version += 1,
        |g| g.questions[0].text.push('.'),
        |g| g.questions[0].lead.push('.'),
        |g| g.questions[0].task = Task::Choose { options: vec![" outside".to_owned(), " inside".to_owned()] },
    ];
    for (n, change) in changes.iter().enumerate() {
        let mut other = group();
        change(&mut other);
        assert_ne!(other.key(), group().key(), "change {n}");
    }
}

#[test]
fn a_label_changes_nothing() {
    let other = Group { label: "scene 2".to_owned(), ..group() };
    assert_eq!(other.key(), group().key());
}

#[test]
fn answers_are_found_by_what_was_asked() {
    let mut answers = Answers::new();
    assert_eq!(answers.get(&group()), None);
    let answer = GroupAnswer { answers: vec![Answer::Scores(Vec::new())], tokens_read: 20, tokens_written: 3 };
    answers.insert(group().key(), answer.clone());
    assert_eq!(answers.get(&Group { label: String::new(), ..group() }), Some(&answer));
    assert_eq!(answers.tokens([&group()]), (20, 3));
}

#[test]
fn a_margin_is_over_the_best_of_the_others() {
    let scores = |of: &[f32]| Answer::Scores(of.iter().map(|p| Score { log_prob: *p, tokens: 1 }).collect());
    assert_eq!(scores(&[-1.0, -4.0, -3.0]).margin(), Some(2.0));
    assert_eq!(scores(&[-4.0, -1.0]).margin(), Some(-3.0));
    assert_eq!(scores(&[-4.0]).margin(), None, "with nothing to beat there is no margin");
    assert_eq!(Answer::Unanswered(String::new()).margin(), None);
}

#[test]
fn a_budget_counts_what_is_read_and_what_may_be_written() {
    let mut asked = group();
    let before = asked.budget();
    assert!(before.read > 10 && before.write == 0);
    asked.questions[0].task = Task::Phrase { schema: serde_json::json!({}), max_tokens: 40 };
    assert_eq!(asked.budget().write, 40);
}
