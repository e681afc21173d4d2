//! What a display that nobody sees shows: Xvfb keeps it in a file (`-fbdir`), in the format of `xwd`.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// In the folder that `-fbdir` names.
pub const FILE: &str = "Xvfb_screen0";

/// The fields of the header that are needed, each a number of four bytes, the highest first.
const HEADER_SIZE: usize = 0;
const HEIGHT: usize = 5;
const BITS_PER_PIXEL: usize = 11;
const BYTES_PER_LINE: usize = 12;
const COLOURS: usize = 19;
const FIELDS: usize = 20;
const BYTES_OF_COLOUR: usize = 12;
const BYTES_OF_PIXEL: usize = 4;

pub struct Screen {
    file: File,
    offset: u64,
    line: usize,
    /// Of the lines that are looked at.
    length: usize,
}

/// The pixels of one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    pixels: Vec<u8>,
    line: usize,
}

impl Screen {
    /// `lines`: how many from the top are looked at; what is below does not count.
    ///
    /// # Errors
    /// Where there is no such file, or one that is not of 32 bits a pixel.
    pub fn open(path: &Path, lines: usize) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut header = [0; FIELDS * 4];
        file.read_exact(&mut header)?;
        let field = |at: usize| {
            let bytes = [header[at * 4], header[at * 4 + 1], header[at * 4 + 2], header[at * 4 + 3]];
            u32::from_be_bytes(bytes) as usize
        };
        if field(BITS_PER_PIXEL) != BYTES_OF_PIXEL * 8 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the display has not 32 bits a pixel"));
        }
        let line = field(BYTES_PER_LINE);
        let offset = (field(HEADER_SIZE) + field(COLOURS) * BYTES_OF_COLOUR) as u64;
        Ok(Self { file, offset, line, length: line * lines.min(field(HEIGHT)) })
    }

    pub fn look(&self) -> io::Result<Frame> {
        let mut pixels = vec![0; self.length];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(self.offset))?;
        file.read_exact(&mut pixels)?;
        Ok(Frame { pixels, line: self.line })
    }
}

impl Frame {
    /// Where a pixel is unlike its neighbour to the left: letters, borders, icons; not the areas between them.
    pub fn edges(&self) -> impl Iterator<Item = usize> + '_ {
        let line = self.line.max(1);
        let inside = (BYTES_OF_PIXEL..self.pixels.len()).step_by(BYTES_OF_PIXEL).filter(move |at| at % line != 0);
        inside.filter(move |&at| self.around(at).map_or(false, |(left, right)| left != right))
    }

    /// The edges of this that are not in the other one.
    pub fn edges_beyond(&self, other: &Self) -> Vec<usize> {
        self.edges().filter(|&at| self.around(at) != other.around(at)).collect()
    }

    /// How many of these edges of another frame are the same here, of one.
    pub fn share(&self, of: &Self, edges: &[usize]) -> f64 {
        let same = edges.iter().filter(|&&at| self.around(at) == of.around(at)).count();
        same as f64 / edges.len().max(1) as f64
    }

    fn around(&self, at: usize) -> Option<(&[u8], &[u8])> {
        self.pixels.get(at - BYTES_OF_PIXEL..at + BYTES_OF_PIXEL).map(|two| two.split_at(BYTES_OF_PIXEL))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte stands for a pixel, a word for a line.
    fn frame(lines: &[&[u8]]) -> Frame {
        let line = lines[0].len() * BYTES_OF_PIXEL;
        let pixels = lines.iter().flat_map(|line| line.iter().flat_map(|&pixel| [pixel; BYTES_OF_PIXEL])).collect();
        Frame { pixels, line }
    }

    #[test]
    fn an_edge_is_between_two_pixels_of_one_line() {
        assert_eq!(frame(&[b"aab", b"baa"]).edges().collect::<Vec<_>>(), [8, 16]);
        assert_eq!(frame(&[b"aaa", b"bbb"]).edges().count(), 0, "an area has none, whatever its colour");
    }

    #[test]
    fn a_frame_shows_a_share_of_the_last_one() {
        let empty = frame(&[b"....|...."]);
        let last = frame(&[b"ab.c|...."]);
        let edges = last.edges_beyond(&empty);
        assert_eq!(edges.len(), 4, "the mark that stood there before is none of them");
        for (shown, share) in [(&b"....|...."[..], 0.0), (b"ab..|....", 0.5), (b"ab.c|....", 1.0)] {
            assert_eq!(frame(&[shown]).share(&last, &edges), share);
        }
    }

    #[test]
    fn the_file_is_read_after_its_header_and_colours() {
        let mut file = vec![0; 100 + BYTES_OF_COLOUR];
        for (field, value) in
            [(HEADER_SIZE, 100_u32), (HEIGHT, 2), (BITS_PER_PIXEL, 32), (BYTES_PER_LINE, 8), (COLOURS, 1)]
        {
            file[field * 4..field * 4 + 4].copy_from_slice(&value.to_be_bytes());
        }
        file.extend_from_slice(&frame(&[b"ab", b"aa"]).pixels);
        let path = std::env::temp_dir().join(format!("hallpass-xtask-screen-{}", std::process::id()));
        std::fs::write(&path, &file).unwrap();
        let look = |lines| Screen::open(&path, lines).unwrap().look().unwrap();
        assert!(look(9) == frame(&[b"ab", b"aa"]) && look(1) == frame(&[b"ab"]));
        std::fs::remove_file(path).unwrap();
    }
}
