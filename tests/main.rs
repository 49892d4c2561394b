//! The one integration test binary: a module per subject.

mod architecture;
mod cmd;
mod determinism;
mod generated;
mod golden;
mod hostile;
mod layout;
mod properties;
mod reference;
mod roundtrip;
mod transform;
mod write;
