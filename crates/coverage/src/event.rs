//! The events of the story: moments told and borne out, in the order of the script.

use crate::{
    Claim, Support,
    bearing::check,
    contrast,
    extract::own_words,
    ledger::Ledger,
    moment::{Moment, Telling, moments},
    reading::Reading,
    salience::is_still,
    selection,
    telling::{self, Told},
    words::words,
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

    /// How much it is worth telling: how the moment stood out, what its sentence carries, and whether people deal with
    /// each other in it. The script's own words stand back.
    pub(crate) fn worth(&self, reading: &Reading) -> f64 {
        let text = &self.told.text;
        let length = words(text).count() as f64;
        let people = reading.cast.mentioned(text);
        let lead = reading.roles.first().is_some_and(|l| people.contains(l));
        let still = is_still(text) || length < 6.0;
        self.moment.chosen.weight * 0.6
            + reading.motifs.weight(text) / (6.0 + length).sqrt()
            + 0.3 * (people.len().min(2) as f64)
            + if lead { 0.3 } else { 0.0 }
            + if matches!(self.moment.telling, Telling::Deed { .. }) { 0.2 } else { 0.0 }
            - if still { 0.7 } else { 0.0 }
            - if self.told.extract { 1.0 } else { 0.0 }
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
    let answers = ledger.all(selection::groups(reading))?;
    let moments = moments(reading, selection::choose(reading, &answers));
    let mut told: Vec<Option<Told>> = vec![None; moments.len()];
    for narrow in [false, true] {
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
    Some((kept.into_iter().filter_map(|(t, moment)| t.map(|told| Event { moment, told })).collect(), dropped.len()))
}

/// Takes back every sentence about a deed that does not beat its lies. Who speaks is certain and is not asked.
fn contrasted(reading: &Reading, moments: &[Moment], told: &mut [Option<Told>], ledger: &mut Ledger) -> Option<()> {
    let doubtful = |i: &usize| matches!(moments[*i].telling, Telling::Deed { .. }) && told[*i].is_some();
    let asked: Vec<usize> = (0..moments.len()).filter(doubtful).collect();
    let texts: Vec<String> = asked.iter().filter_map(|&i| told[i].as_ref().map(|t| t.text.clone())).collect();
    let claims: Vec<(&Moment, &str)> =
        asked.iter().zip(&texts).map(|(&i, text)| (&moments[i], text.as_str())).collect();
    let answers = ledger.all(contrast::groups(reading, &claims))?;
    for (i, borne) in asked.into_iter().zip(contrast::borne(claims.len(), &answers)) {
        if !borne {
            told[i] = None;
        }
    }
    Some(())
}
