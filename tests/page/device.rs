//! What readers hold in their hands.

/// What the reader has.
#[derive(Clone, Copy)]
pub(crate) struct Device {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Device pixels per pixel.
    pub(crate) ratio: f64,
    pub(crate) dark: bool,
    pub(crate) touch: bool,
    pub(crate) scripts: bool,
    /// A window of its own, and a folder for what it saves.
    pub(crate) apart: bool,
}

/// A window in which a page of the usual size has room.
pub(crate) const DESK: Device = Device {
    width: 1000,
    height: 900,
    ratio: 1.0,
    dark: false,
    touch: false,
    scripts: true,
    apart: false,
};
