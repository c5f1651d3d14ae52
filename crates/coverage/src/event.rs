//! The events of the story: moments told and borne out, in the order of the script.

use crate::{
    Claim, Support,
    bearing::check,
    contrast,
    extract::own_words,
    ledger::Ledger,
    moment::{Moment, Telling, moments},
    reading::Reading,
    selection,
    telling::{self, Told},
};

/// A moment and the sentence that tells it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// The moment.
    pub(crate) moment: Moment,
    /// The sentence.
    pub(crate) told: Told,
}

impl Event {
    /// Its scene, by index.
    pub(crate) fn scene(&self) -> Option<usize> {
        self.moment.chosen.scene
    }

    /// How much it is worth telling: what its sentence weighs, and whether it could be told at all.
    pub(crate) fn worth(&self) -> f64 {
        self.moment.chosen.saying.weight - if self.told.extract { 0.5 } else { 0.0 }
    }

    /// Who does it: whom its sentence begins with.
    pub(crate) fn subject(&self, reading: &Reading) -> Option<usize> {
        let first = *reading.cast.mentioned(&self.told.text).first()?;
        reading.cast.first_mention(first, &self.told.text).filter(|r| r.start < 5).map(|_| first)
    }

    /// Who says it and to whom, where it is a speech.
    pub(crate) fn said(&self) -> Option<(usize, Option<usize>)> {
        match &self.moment.telling {
            Telling::Speech { speaker, to, .. } | Telling::Own { said: Some((speaker, to, _)), .. } => {
                Some((*speaker, *to))
            }
            _ => None,
        }
    }

    /// As a claim with its evidence; `None` where no line says anything.
    pub(crate) fn claim(&self, reading: &Reading) -> Option<Claim> {
        let evidence = reading.evidence(&self.told.lines, &self.told.text);
        let support = if self.told.extract { Support::Extract } else { Support::Verified };
        (!evidence.is_empty()).then(|| Claim { text: self.told.text.clone(), evidence, support })
    }
}

/// The events; `None` as long as something has to be asked. Second: how many moments were left out.
pub(crate) fn events(reading: &Reading, ledger: &mut Ledger) -> Option<(Vec<Event>, usize)> {
    let moments = moments(reading, selection::choose(reading));
    let mut told: Vec<Option<Told>> = moments.iter().map(|m| own(reading, m)).collect();
    // A second try about a narrower passage pays in a short, where every moment counts.
    let tries: &[bool] = if reading.screenplay.pages > selection::FEATURE { &[false] } else { &[false, true] };
    for &narrow in tries {
        let open: Vec<usize> = (0..moments.len()).filter(|&i| told[i].is_none()).collect();
        let asked: Vec<&Moment> = open.iter().map(|&i| &moments[i]).collect();
        let answers = ledger.all(telling::groups(reading, &asked, narrow))?;
        let sentences = telling::written(reading, &asked, narrow, &answers);
        for (i, sentence) in open.into_iter().zip(sentences) {
            told[i] = sentence.and_then(|text| {
                let lines = check(reading, &moments[i], &text)?;
                Some(Told { text, lines, extract: false })
            });
        }
    }
    contrasted(reading, &moments, &mut told, ledger)?;
    let told = moments.into_iter().zip(told).map(|(m, t)| (t.or_else(|| own_words(reading, &m)), m));
    let (kept, dropped): (Vec<_>, Vec<_>) = told.partition(|(t, _)| t.is_some());
    let events = kept.into_iter().filter_map(|(t, moment)| t.map(|told| Event { moment, told })).collect();
    Some((named(reading, events), dropped.len()))
}

/// What somebody hands over is called what they call it next: `hands Mara a black notebook` and `It's my dad's test
/// book` are told as `hands Mara his dad's test book`.
fn named(reading: &Reading, events: Vec<Event>) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    for event in events {
        match found.last().and_then(|before| naming(reading, before, &event)) {
            Some(told) => {
                if let Some(last) = found.last_mut() {
                    last.moment.chosen.saying.weight = last.worth().max(event.worth()) + 0.3;
                    last.told = told;
                }
            }
            None => found.push(event),
        }
    }
    found
}

fn naming(reading: &Reading, deed: &Event, speech: &Event) -> Option<Told> {
    let giver =
        deed.subject(reading).filter(|_| deed.said().is_none() && !deed.told.extract && !speech.told.extract)?;
    let (speaker, _) = speech.said().filter(|_| speech.scene() == deed.scene())?;
    let near = speech.moment.chosen.block <= deed.moment.chosen.block + 2;
    let called = [" that it's ", " that this is ", " that it is "]
        .iter()
        .find_map(|c| Some(speech.told.text.split_once(c)?.1))?;
    let called = called.strip_suffix('.').filter(|c| c.starts_with("his ") || c.starts_with("her "))?;
    let text = deed.told.text.strip_suffix('.').filter(|_| near && speaker == giver)?;
    let at = [" hands ", " gives ", " shows "].iter().find_map(|v| Some(text.find(v)? + v.len()))?;
    let thing = at + [" a ", " an "].iter().filter_map(|a| text[at..].find(a)).min()?;
    if text[thing..].contains(" and ") || called.contains([',', ';']) || called.contains(" and ") {
        return None;
    }
    let text = format!("{} {called}.", &text[..thing]);
    let lines: Vec<usize> = deed.told.lines.iter().chain(&speech.told.lines).copied().collect();
    let lines = reading.citation(&text, &lines, &reading.scene_lines(deed.scene())).ok()?;
    Some(Told { text, lines, extract: false })
}

/// What code could tell, if the rules bear it out.
fn own(reading: &Reading, moment: &Moment) -> Option<Told> {
    let Telling::Own { told, .. } = &moment.telling else { return None };
    let lines = check(reading, moment, told)?;
    Some(Told { text: told.clone(), lines, extract: false })
}

/// Takes back every sentence that a model wrote and that does not beat its lies.
fn contrasted(reading: &Reading, moments: &[Moment], told: &mut [Option<Told>], ledger: &mut Ledger) -> Option<()> {
    let worded = |m: &Moment| matches!(m.telling, Telling::Deed { .. } | Telling::Speech { .. });
    let doubtful = |i: &usize| worded(&moments[*i]) && told[*i].is_some();
    let asked: Vec<usize> = (0..moments.len()).filter(doubtful).collect();
    let texts: Vec<String> = asked.iter().filter_map(|&i| told[i].as_ref().map(|t| t.text.clone())).collect();
    let claims: Vec<(&Moment, &str)> =
        asked.iter().zip(&texts).map(|(&i, text)| (&moments[i], text.as_str())).collect();
    let answers = ledger.all(contrast::groups(reading, &claims))?;
    for (i, borne) in asked.into_iter().zip(contrast::borne(&answers, claims.len(), ledger.margin())) {
        if !borne {
            told[i] = None;
        }
    }
    Some(())
}
