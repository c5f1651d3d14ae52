//! What is read from the logits of a position: probabilities, and the likeliest token.

/// The logarithm of the sum of the exponentials: a token's log-probability (natural) is its logit less this.
///
/// The greatest logit is taken out first, so nothing overflows. Sums run over fixed lanes and blocks, so the
/// result does not depend on how a compiler or a thread splits the work.
pub(crate) fn log_sum_exp(logits: &[f32]) -> f64 {
    let greatest = greatest(logits);
    let mut total = 0f64;
    // Partial sums of a few hundred values stay exact enough in `f32`; their total is kept in `f64`.
    for block in logits.chunks(LANES * 512) {
        let mut lanes = [0f32; LANES];
        let (rows, rest) = block.as_chunks::<LANES>();
        for row in rows {
            for (lane, logit) in lanes.iter_mut().zip(row) {
                *lane += exp(logit - greatest);
            }
        }
        for (lane, logit) in lanes.iter_mut().zip(rest) {
            *lane += exp(logit - greatest);
        }
        total += lanes.iter().map(|l| f64::from(*l)).sum::<f64>();
    }
    f64::from(greatest) + total.ln()
}

/// The likeliest token; of several the first.
pub(crate) fn likeliest(logits: &[f32]) -> Option<usize> {
    let greatest = greatest(logits);
    logits.iter().position(|l| *l == greatest)
}

/// In lanes, since a running maximum in order is ten times as slow as the machine allows.
fn greatest(logits: &[f32]) -> f32 {
    let max = |a: f32, b: f32| if a > b { a } else { b };
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let (rows, rest) = logits.as_chunks::<LANES>();
    for row in rows {
        for (lane, logit) in lanes.iter_mut().zip(row) {
            *lane = max(*lane, *logit);
        }
    }
    lanes.into_iter().chain(rest.iter().copied()).fold(f32::NEG_INFINITY, max)
}

const LANES: usize = 16;

/// e to the power of a number that is not positive, to about 2e-7 of itself; nothing to speak of below -87.
///
/// The standard library's is a call a number; this one the compiler turns into vector instructions, which
/// matters at 150,000 logits a position. Range reduction by ln 2 in two parts (Cody and Waite), then the
/// Taylor polynomial of degree 6 on [-ln 2 / 2, ln 2 / 2].
#[inline(always)]
fn exp(x: f32) -> f32 {
    // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = x.max(-87.0);
    let n = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    // n is within [-126, 0], so the exponent field stays that of a normal number.
    p * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_the_exponential() {
        for i in 0..8_700 {
            let x = -(i as f32) / 100.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours - theirs).abs() <= theirs * 1e-6, "exp({x}) is {theirs}, not {ours}");
        }
        assert!(exp(-1e30) < 1e-37);
    }

    #[test]
    fn probabilities_sum_to_one() {
        let logits: Vec<f32> = (0..10_007).map(|i| ((i * 7919) % 1000) as f32 / 50.0 - 10.0).collect();
        let sum_of_all = log_sum_exp(&logits);
        let sum: f64 = logits.iter().map(|l| (f64::from(*l) - sum_of_all).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    }

    #[test]
    fn the_first_of_the_likeliest_is_taken() {
        let mut logits = vec![-1.0; 1000];
        logits[700] = 3.0;
        logits[999] = 3.0;
        assert_eq!(likeliest(&logits), Some(700));
        assert_eq!(likeliest(&[-5.0]), Some(0));
        assert_eq!(likeliest(&[]), None);
    }

    #[test]
    fn great_logits_do_not_overflow() {
        let exact = 5000.0 + (1.0 + (-1.0f64).exp()).ln();
        assert!((log_sum_exp(&[5000.0, 4999.0, -5000.0]) - exact).abs() < 1e-5);
    }
}
