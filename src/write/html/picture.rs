//! The picture that a page shows without scripts: very many marks as pixels, because each of them is
//! in the page's data too.

use crate::error::Result;
use crate::scene::{Class, Group, Image, Item, Scene};
use crate::write::png;

/// Marks that stay shapes.
const MOST: usize = 1_000;

/// The scene with its marks painted, where they are many.
pub(super) fn few(scene: &Scene) -> Result<Option<Scene>> {
    let marks = |group: &&Group| group.class == Class::Marks;
    let count: usize =
        scene.groups.iter().filter(marks).flat_map(|group| &group.items).map(size).sum();
    if count <= MOST {
        return Ok(None);
    }
    let alone = Scene {
        background: None,
        groups: scene.groups.iter().filter(marks).cloned().collect(),
        ..scene.clone()
    };
    let pixels = png::render(&alone, 1.0)?;
    let [width, height] = [pixels.width(), pixels.height()].map(|side| side as usize);
    let rgba = pixels.take_demultiplied();
    let place = [0.0, 0.0, scene.width, scene.height];
    let image = Item::Image(Image { place, width, height, rgba });
    let mut painted = Some(Group { class: Class::Marks, items: vec![image] });
    let groups = scene.groups.iter().filter_map(|group| match group.class {
        Class::Marks => painted.take(),
        _ => Some(group.clone()),
    });
    Ok(Some(Scene { groups: groups.collect(), ..scene.clone() }))
}

/// Number of corners of an item.
fn size(item: &Item) -> usize {
    match item {
        Item::Path(path) => path.points.len(),
        Item::Dots(dots) => dots.centers.len(),
        Item::Rects(rects) => rects.boxes.len(),
        Item::Text(_) | Item::Image(_) => 1,
    }
}
