use groundwork::engine::{Engine, Options};
use groundwork::load::Changes;
use std::time::Instant;
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap())
        .canonicalize()
        .unwrap();
    let page = root.join("content").join(std::env::args().nth(2).unwrap());
    let mut engine = Engine::new(&root);
    let o = Options::default();
    let input = engine.read(&o).unwrap();
    let mut old = Some(engine.build(input, &o));
    let text = std::fs::read_to_string(&page).unwrap();
    for n in 0..8 {
        std::fs::write(&page, format!("{text}\n\nword {n}\n")).unwrap();
        let t = Instant::now();
        let input = engine
            .read_again(&Changes::Paths([page.clone()].into()), &o)
            .unwrap();
        let a = t.elapsed();
        let built = engine.build(input, &o);
        let b = t.elapsed();
        let s = engine.sources().clone();
        let c = t.elapsed();
        drop(old.replace(built));
        let d = t.elapsed();
        drop(s);
        println!(
            "{n}: read {a:?} build {:?} sources {:?} drop {:?}",
            b - a,
            c - b,
            d - c
        );
    }
    std::fs::write(&page, text).unwrap();
}
