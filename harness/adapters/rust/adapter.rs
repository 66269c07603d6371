// SPDX-License-Identifier: Apache-2.0

//! The adapter protocol over stdin and stdout, for adapters in Rust. See README.md beside this folder.

use serde_json::{json, Value};
use std::io::{BufRead, Write};
use std::panic::catch_unwind;

/// How an op ends without a value.
pub enum Problem {
    /// The library refuses the input.
    Refused(String),
    /// The library cannot express the case, for it lacks this.
    Skipped(String),
}

pub type Answer = Result<Value, Problem>;
pub type Op = fn(&Value) -> Answer;

pub fn skip<T>(need: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Skipped(need.into()))
}

/// The octets of a value that may come as characters.
pub fn octets(value: &Value) -> Vec<u8> {
    match value.as_str() {
        Some(characters) => characters.as_bytes().to_vec(),
        None => base64::decode(value["b64"].as_str().unwrap()).unwrap(),
    }
}

/// The characters of a value that may be octets; skips octets that are no UTF-8.
pub fn text(value: &Value) -> Result<String, Problem> {
    match value.as_str() {
        Some(characters) => Ok(characters.to_string()),
        None => skip("octets that are no UTF-8"),
    }
}

/// Decoded parameters.
pub fn pairs(value: &Value) -> Result<Vec<(String, String)>, Problem> {
    value.as_array().unwrap().iter().map(|pair| Ok((text(&pair[0])?, text(&pair[1])?))).collect()
}

/// What a panic says.
fn told(panic: Box<dyn std::any::Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(other) => other.downcast::<&str>().map_or("a panic".to_string(), |message| message.to_string()),
    }
}

/// Runs the op. A panic is an error, unless the library is documented to refuse by it.
fn answer(op: Option<&(&str, Op)>, given: &Value, refusals: &[&str]) -> Value {
    let function = match op {
        Some((_, function)) => function,
        None => return json!({"error": {"type": "UnknownOp", "message": "no such op"}}),
    };
    match catch_unwind(|| function(given)) {
        Ok(Ok(out)) => json!({ "out": out }),
        Ok(Err(Problem::Refused(message))) => json!({"reject": {"message": message}}),
        Ok(Err(Problem::Skipped(need))) => json!({"skip": {"need": need}}),
        Err(panic) => {
            let message = told(panic);
            if refusals.iter().any(|refusal| message.starts_with(refusal)) {
                return json!({"reject": {"message": message}});
            }
            json!({"error": {"type": "panic", "message": message}})
        }
    }
}

/// Serves the ops until bye or the end of input. `refusals` are the beginnings of panics by which the library refuses.
pub fn run(implementation: Value, ops: &[(&str, Op)], features: &[&str], refusals: &[&str]) {
    for line in std::io::stdin().lock().lines() {
        let message: Value = serde_json::from_str(&line.unwrap()).unwrap();
        if message.get("bye").is_some() {
            return;
        }
        let reply = if message.get("hello").is_some() {
            let names: Vec<&str> = ops.iter().map(|(name, _)| *name).collect();
            json!({"hello": {"protocol": 1, "impl": implementation, "ops": names, "features": features}})
        } else {
            let op = ops.iter().find(|(name, _)| message["op"] == *name);
            let mut reply = answer(op, &message["in"], refusals);
            reply["id"] = message["id"].clone();
            reply
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", reply).unwrap();
        out.flush().unwrap();
    }
}
