// SPDX-License-Identifier: Apache-2.0

//! oauth2.device_poll: the crate polls by a clock and a sleep of the caller's.

use crate::adapter::{Answer, Problem};
use crate::wire::to_response;
use crate::{device, some_client, DeviceResponse};
use chrono::{TimeZone, Utc};
use oauth2::http::header::HeaderMap;
use oauth2::http::StatusCode;
use oauth2::{HttpResponse, RequestTokenError};
use serde_json::{json, Value};
use std::cell::RefCell;
use std::io::Error as IoError;
use std::sync::atomic::{AtomicU64, Ordering};

/// What the library does with the sequence: how often it asked, how long it slept after each answer, and what ended it.
struct Polling {
    asked: usize,
    slept: Vec<u64>,
    end: Value,
}

fn poll(asked: &Value, details: &DeviceResponse) -> Result<Polling, Problem> {
    let (start, sequence) = (asked["start"].as_u64().unwrap(), asked["sequence"].as_array().unwrap());
    for item in sequence.iter().filter(|item| item["timeout"].is_null()) {
        to_response(&item["response"])?;
    }
    let (now, count, slept) = (AtomicU64::new(start), RefCell::new(0), RefCell::new(vec![]));
    let http = |_| {
        *count.borrow_mut() += 1;
        let item = match sequence.get(*count.borrow() - 1) {
            Some(item) => item,
            // What comes after the sequence ends it.
            None => return Ok(HttpResponse { status_code: StatusCode::BAD_REQUEST, headers: HeaderMap::new(), body: vec![] }),
        };
        now.fetch_max(item["at"].as_u64().unwrap(), Ordering::SeqCst);
        match item["timeout"].is_null() {
            true => Ok(to_response(&item["response"]).ok().unwrap()),
            false => Err(IoError::from(std::io::ErrorKind::TimedOut)),
        }
    };
    let sleep = |duration: std::time::Duration| {
        slept.borrow_mut().push(duration.as_secs());
        now.fetch_add(duration.as_secs(), Ordering::SeqCst);
    };
    let client = some_client();
    let request = client
        .exchange_device_access_token(details)
        .set_time_fn(|| Utc.timestamp_opt(now.load(Ordering::SeqCst) as i64, 0).unwrap());
    let end = match request.request(http, sleep, None) {
        Ok(_) => json!({"action": "done"}),
        Err(RequestTokenError::ServerResponse(found)) => json!({"action": "stop", "error": found.error().as_ref()}),
        Err(_) => json!({"action": "stop"}),
    };
    let (asked, slept) = (*count.borrow(), slept.borrow().clone());
    Ok(Polling { asked, slept, end })
}

/// It asks at once, then sleeps after each answer. Where it sleeps and then asks no more, it has stopped.
pub fn device_poll(asked: &Value) -> Answer {
    let mut given = json!({"expires_in": asked["expires_in"]});
    if !asked["interval"].is_null() {
        given["interval"] = asked["interval"].clone();
    }
    let details = device(given);
    let polling = poll(asked, &details)?;
    let length = asked["sequence"].as_array().unwrap().len();
    let mut before = details.interval().as_secs();
    let mut actions = vec![];
    for seconds in polling.slept.iter().take(polling.asked - 1) {
        let slower = *seconds > std::mem::replace(&mut before, *seconds);
        actions.push(json!({"action": "wait", "seconds": seconds, "slower": slower}));
    }
    if polling.asked <= length {
        actions.push(polling.end);
    }
    Ok(json!(actions))
}
