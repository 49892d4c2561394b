//! Pictures as pixels.

/// A picture: red, green, blue and opacity by rows.
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgba: Vec<u8>,
}

impl Pixels {
    /// A PNG of 8 bits a channel.
    pub(crate) fn read(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgba).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgba);
        Self { width: info.width as usize, height: info.height as usize, rgba }
    }

    /// An SVG drawn by resvg, without its words.
    pub(crate) fn draw(svg: &str) -> Self {
        let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).unwrap();
        let size = tree.size().to_int_size();
        let mut map = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
        resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut map.as_mut());
        Self {
            width: size.width() as usize,
            height: size.height() as usize,
            rgba: map.data().to_vec(),
        }
    }

    /// How many pixels are near a colour: by less than 8 of 255 in every channel.
    pub(crate) fn count(&self, color: [u8; 3]) -> usize {
        let near = |pixel: &&[u8]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 8);
        self.rgba.chunks_exact(4).filter(near).count()
    }

    /// The share of pixels that differ from those of another picture of the same size by more
    /// than `most` of 255 in some channel.
    pub(crate) fn differ(&self, other: &Self, most: u8) -> f64 {
        assert_eq!([self.width, self.height], [other.width, other.height]);
        let pairs = self.rgba.chunks_exact(4).zip(other.rgba.chunks_exact(4));
        let unlike = |(a, b): &(&[u8], &[u8])| {
            a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > most)
        };
        pairs.filter(unlike).count() as f64 / (self.width * self.height) as f64
    }
}
