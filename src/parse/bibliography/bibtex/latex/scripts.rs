//! Raised and lowered characters, for those that Unicode has.

const RAISED: &str =
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻=⁼(⁽)⁾nⁿiⁱaᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰjʲkᵏlˡmᵐoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ∘°";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

/// A text raised as a whole; as it is where a character of it cannot be raised.
pub(super) fn raised(text: &str) -> String {
    all(text, RAISED)
}

/// As [`raised`], lowered.
pub(super) fn lowered(text: &str) -> String {
    all(text, LOWERED)
}

fn all(text: &str, table: &str) -> String {
    let of = |c: char| {
        let mut signs = table.chars();
        while let (Some(plain), Some(script)) = (signs.next(), signs.next()) {
            if plain == c {
                return Some(script);
            }
        }
        None
    };
    let found: Option<String> = text.chars().map(of).collect();
    found.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{lowered, raised};

    #[test]
    fn what_cannot_be_raised_stays() {
        assert_eq!((raised("2").as_str(), lowered("2").as_str()), ("²", "₂"));
        assert_eq!(raised("th"), "ᵗʰ");
        assert_eq!(raised("Ω"), "Ω");
    }
}
