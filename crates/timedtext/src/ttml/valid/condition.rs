//! The `condition` attribute (TTML2 8.2.1): an expression over numbers, strings and three functions.

/// Parameters that `parameter()` may ask for (TTML2 8.2.1.2).
const PARAMETERS: [&str; 4] = ["forced", "mediaAspectRatio", "mediaLanguage", "userLanguage"];

/// Whether a condition is an expression.
pub(super) fn is_condition(text: &str) -> bool {
    tokens(text).is_some_and(|tokens| {
        let mut parser = Parser { tokens: &tokens, depth: 0 };
        parser.expression(0) && parser.tokens.is_empty()
    })
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number,
    Text(String),
    Name(String),
    Sign(&'static str),
}

const SIGNS: [&str; 17] = ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "(", ")", ","];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length;
        if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            length = number(rest)?;
            found.push(Token::Number);
        } else if matches!(first, '\'' | '"') {
            let inside = &rest[1..];
            let end = inside.find(first)?;
            found.push(Token::Text(inside[..end].to_owned()));
            length = end + 2;
        } else if first.is_ascii_alphabetic() || first == '_' {
            length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
            found.push(Token::Name(rest[..length].to_owned()));
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
            found.push(Token::Sign(sign));
            length = sign.len();
        }
        rest = rest[length..].trim_start();
    }
    Some(found)
}

/// The length of a number: digits, a fraction, an exponent. A leading nothing stands alone.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    if whole > 1 && text.starts_with('0') {
        return None;
    }
    let mut length = whole;
    if text[length..].starts_with('.') {
        length += 1 + digits(&text[length + 1..]);
    }
    if text[length..].starts_with(['e', 'E']) {
        let sign = usize::from(text[length + 1..].starts_with(['+', '-']));
        let exponent = digits(&text[length + 1 + sign..]);
        if exponent == 0 {
            return None;
        }
        length += 1 + sign + exponent;
    }
    Some(length)
}

struct Parser<'a> {
    tokens: &'a [Token],
    depth: usize,
}

/// Operators by how tightly they bind.
const LEVELS: [&[&str]; 6] = [&["||"], &["&&"], &["==", "!="], &["<", ">", "<=", ">="], &["+", "-"], &["*", "/", "%"]];

impl Parser<'_> {
    fn sign(&mut self, signs: &[&str]) -> bool {
        match self.tokens.split_first() {
            Some((Token::Sign(sign), rest)) if signs.contains(sign) => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn expression(&mut self, level: usize) -> bool {
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        if !self.expression(level + 1) {
            return false;
        }
        while self.sign(signs) {
            if !self.expression(level + 1) {
                return false;
            }
        }
        true
    }

    fn unary(&mut self) -> bool {
        while self.sign(&["+", "-", "!"]) {}
        self.primary()
    }

    fn primary(&mut self) -> bool {
        self.depth += 1;
        // Deeper than any person writes.
        if self.depth > 60 {
            return false;
        }
        let Some((first, rest)) = self.tokens.split_first() else { return false };
        self.tokens = rest;
        let right = match first {
            Token::Number | Token::Text(_) => true,
            Token::Name(name) if name == "true" || name == "false" => true,
            Token::Name(name) => self.call(name),
            Token::Sign("(") => self.expression(0) && self.sign(&[")"]),
            Token::Sign(_) => false,
        };
        self.depth -= 1;
        right
    }

    /// The one string that each function takes.
    fn call(&mut self, name: &str) -> bool {
        let [Token::Sign("("), Token::Text(argument), Token::Sign(")"), rest @ ..] = self.tokens else { return false };
        self.tokens = rest;
        match name {
            "media" | "supports" => !argument.is_empty(),
            "parameter" => PARAMETERS.contains(&argument.as_str()),
            _ => false,
        }
    }
}
