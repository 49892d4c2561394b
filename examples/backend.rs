//! Paint a vizcli scene on a plotters backend of your own: here one that counts what it is asked.
//!
//!     cargo run --example backend

use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};
use vizcli::color::Color;
use vizcli::scene::{Class, Fill, Group, Item, Path, Scene};
use vizcli::write::pixel;

/// Counts pixels instead of setting them.
struct Counter(u64);

impl DrawingBackend for Counter {
    type ErrorType = std::convert::Infallible;

    fn get_size(&self) -> (u32, u32) {
        (64, 64)
    }
    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }
    fn present(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }
    fn draw_pixel(
        &mut self,
        _: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        self.0 += u64::from(color.alpha > 0.0);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fill = Some(Fill { color: Color::rgb(51, 136, 214), opacity: 1.0 });
    let points = vec![[0.0, 0.0], [40.0, 0.0], [40.0, 40.0], [0.0, 40.0]];
    let square = Path { points, starts: vec![0], closed: true, fill, ..Path::default() };
    let groups = vec![Group { class: Class::Marks, items: vec![Item::Path(square)] }];
    let (title, description) = ("A square".into(), String::new());
    let scene = Scene { width: 64.0, height: 64.0, background: None, title, description, groups };
    let mut counter = Counter(0);
    pixel::paint(&scene, &mut counter, [1.0, 1.0])?;
    println!("{} pixels", counter.0);
    Ok(())
}
