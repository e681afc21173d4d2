#![allow(clippy::all, clippy::pedantic, clippy::disallowed_methods, clippy::disallowed_types, clippy::unwrap_used)]
use std::time::Instant;
fn main() {
    let mut files = vec![];
    for e in std::fs::read_dir("/work/shared/corpus/xml").unwrap() {
        files.push(std::fs::read(e.unwrap().path()).unwrap());
    }
    let total: usize = files.iter().map(Vec::len).sum();
    let time = |name: &str, f: &dyn Fn(&[u8]) -> usize| {
        let mut best = f64::MAX;
        let mut s = 0;
        for _ in 0..std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(30) {
            let t = Instant::now();
            for b in &files {
                s += f(b);
            }
            best = best.min(t.elapsed().as_secs_f64());
        }
        println!("{name:20} {:8.3} ms {:7.1} MB/s ({s})", best * 1e3, total as f64 / best / 1e6);
        best
    };
    if std::env::var("ONLY").is_ok() {
        time("read", &|b| addin_manifest::read(b).problems.len());
        return;
    }
    let bare = time("quick-xml bare", &|b| {
        let mut r = quick_xml::Reader::from_reader(b);
        let c = r.config_mut();
        c.check_end_names = false;
        c.allow_unmatched_ends = true;
        c.allow_dangling_amp = true;
        let mut n = 0;
        loop {
            match r.read_event() {
                Ok(quick_xml::events::Event::Eof) | Err(_) => break,
                Ok(_) => n += 1,
            }
        }
        n
    });
    let barea = time("quick-xml + attrs", &|b| {
        let mut r = quick_xml::Reader::from_reader(b);
        let mut n = 0;
        loop {
            match r.read_event() {
                Ok(quick_xml::events::Event::Eof) | Err(_) => break,
                Ok(quick_xml::events::Event::Start(t) | quick_xml::events::Event::Empty(t)) => {
                    n += t.attributes().flatten().count()
                }
                Ok(_) => n += 1,
            }
        }
        n
    });
    let rox = time("roxmltree", &|b| {
        let Ok(s) = std::str::from_utf8(b) else { return 0 };
        let o = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        roxmltree::Document::parse_with_options(s, o).is_ok() as usize
    });
    let read = time("read", &|b| addin_manifest::read(b).problems.len());
    for p in 0..6u8 {
        time(&format!("part {p}"), &|b| addin_manifest::parts(b, p));
    }
    println!("attrs {:.2} rox {:.2} read {:.2}", barea / bare, rox / bare, read / bare);
}
