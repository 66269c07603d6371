// SPDX-License-Identifier: Apache-2.0

//! What the crate oauth2 sends, and what it is answered.

use crate::adapter::{octets, skip, Answer, Problem};
use oauth2::http::header::{HeaderMap, HeaderName, HeaderValue};
use oauth2::http::StatusCode;
use oauth2::{HttpRequest, HttpResponse};
use serde_json::{json, Value};
use std::cell::RefCell;
use std::io::Error as IoError;

/// An HTTP client that connects to nothing: it keeps what is sent, and answers all with one response.
pub struct Wire {
    sent: RefCell<Option<HttpRequest>>,
    pub response: HttpResponse,
}

impl Wire {
    pub fn new(response: &Value) -> Result<Self, Problem> {
        Ok(Wire { sent: RefCell::new(None), response: to_response(response)? })
    }

    /// For who only sends.
    pub fn silent() -> Self {
        let body = br#"{"access_token":"a","token_type":"bearer"}"#.to_vec();
        let response = HttpResponse { status_code: StatusCode::OK, headers: HeaderMap::new(), body };
        Wire { sent: RefCell::new(None), response }
    }

    pub fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, IoError> {
        *self.sent.borrow_mut() = Some(request);
        Ok(self.response.clone())
    }

    /// The request that went out, as out of oauth2.token_request. What the library says of the answer is no matter.
    pub fn request<T>(&self, result: Result<T, Problem>) -> Answer {
        let sent = self.sent.borrow();
        let request = match &*sent {
            Some(request) => request,
            None => return result.and_then(|_| Err(Problem::Refused("nothing was sent".to_string()))),
        };
        let field = |name: &str| request.headers.get(name).map(|value| value.to_str().unwrap());
        Ok(json!({
            "method": request.method.as_str(),
            "url": request.url.as_str(),
            "authorization": field("authorization"),
            "content_type": field("content-type"),
            "dpop": field("dpop"),
            "cache_control": field("cache-control"),
            "body": String::from_utf8_lossy(&request.body),
        }))
    }
}

pub fn to_response(response: &Value) -> Result<HttpResponse, Problem> {
    let mut headers = HeaderMap::new();
    for field in response["headers"].as_array().unwrap() {
        let name = HeaderName::from_bytes(field[0].as_str().unwrap().as_bytes());
        match (name, HeaderValue::from_bytes(&octets(&field[1]))) {
            (Ok(name), Ok(value)) => headers.append(name, value),
            _ => return skip("a header field that the crate http cannot carry"),
        };
    }
    let status_code = StatusCode::from_u16(response["status"].as_u64().unwrap() as u16).unwrap();
    Ok(HttpResponse { status_code, headers, body: octets(&response["body"]) })
}
