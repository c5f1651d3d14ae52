//! The desk from outside, measured: uses told apart, numbers found, needles in whole scripts.

mod context;
mod desk;
mod mechanical;
mod needles;
mod support;
