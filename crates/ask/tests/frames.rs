//! Frames over a pipe, sound and otherwise.

use std::io::Cursor;

use coldread_ask::{FrameError, MAX_FRAME, ReadError, Request, Response, read_frame, write_frame};

fn framed(response: &Response) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_frame(&mut bytes, response).unwrap();
    bytes
}

fn failed() -> Response {
    Response::Failed { id: 7, error: ReadError::TooLong { needed: 9000, available: 4096 } }
}

#[test]
fn what_goes_in_comes_out_frame_by_frame() {
    let mut pipe = Cursor::new([framed(&failed()), framed(&Response::Progress { id: 7, tokens: 3 })].concat());
    assert_eq!(read_frame::<Response>(&mut pipe).unwrap(), Some(failed()));
    assert_eq!(read_frame::<Response>(&mut pipe).unwrap(), Some(Response::Progress { id: 7, tokens: 3 }));
    assert_eq!(read_frame::<Response>(&mut pipe).unwrap(), None, "a clean end");
}

#[test]
fn an_end_in_the_middle_is_no_clean_end() {
    let whole = framed(&failed());
    for keep in 1..whole.len() {
        let cut = read_frame::<Response>(&mut Cursor::new(&whole[..keep]));
        assert!(matches!(cut, Err(FrameError::Io(_))), "cut to {keep} bytes");
    }
}

#[test]
fn a_lying_length_is_refused_before_anything_is_allocated() {
    let lie = ((MAX_FRAME + 1) as u32).to_le_bytes();
    assert!(matches!(read_frame::<Request>(&mut Cursor::new(lie)), Err(FrameError::TooLong(_))));
}

#[test]
fn what_is_no_request_is_an_error() {
    let mut bytes = Vec::new();
    write_frame(&mut bytes, &"rm -rf").unwrap();
    assert!(matches!(read_frame::<Request>(&mut Cursor::new(bytes)), Err(FrameError::Json(_))));
}
