//! Who may reach it: only by its own names, with requests of a sane size.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::rig::Rig;

#[tokio::test]
async fn every_path_demands_its_own_name_as_host() {
    let rig = Rig::start().await;
    let http = rig.tenant.http_authority();
    let port = http.port().unwrap();
    for path in ["common/v2.0/.well-known/openid-configuration", "v1.0/me", ".hallpass/env", "assets/practice.css", "x"]
    {
        for (host, named) in [
            (format!("localhost:{port}"), true),
            (format!("LOCALHOST:{port}"), true),
            (format!("127.0.0.1:{port}"), true),
            (format!("[::1]:{port}"), true),
            ("localhost".to_owned(), false),
            (format!("localhost:{}", rig.tenant.authority().port().unwrap()), false),
            (format!("contoso.example:{port}"), false),
            (format!("localhost.contoso.example:{port}"), false),
            (format!("contoso.example@localhost:{port}"), false),
            (String::new(), false),
        ] {
            let request = rig.http.get(http.join(path).unwrap()).header("Host", &host);
            let status = request.send().await.unwrap().status();
            assert_eq!(status != 421, named, "{path} for {host:?}: {status}");
        }
    }
}

/// A request line may name a host of its own, and a request may carry two of them (RFC 9112 §3.2).
#[tokio::test]
async fn no_second_name_gets_past() {
    let rig = Rig::start().await;
    let port = rig.tenant.http_authority().port().unwrap();
    let path = "/common/v2.0/.well-known/openid-configuration";
    for (line, hosts, status) in [
        (path.to_owned(), vec![format!("localhost:{port}")], "200"),
        (format!("http://localhost:{port}{path}"), vec![format!("localhost:{port}")], "200"),
        (format!("http://contoso.example{path}"), vec![format!("localhost:{port}")], "421"),
        (path.to_owned(), vec![format!("localhost:{port}"), "contoso.example".to_owned()], "421"),
        (path.to_owned(), vec![], "421"),
    ] {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request = format!("GET {line} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(status), "{line} {hosts}");
    }
}

#[tokio::test]
async fn a_body_has_its_limit() {
    let rig = Rig::start().await;
    for (size, status) in [(60_000, 400), (70_000, 413)] {
        let request = rig.http.post(rig.url("oauth2/v2.0/token")).form(&[("grant_type", "x".repeat(size))]);
        assert_eq!(request.send().await.unwrap().status(), status, "{size}");
    }
}

#[tokio::test]
async fn no_request_is_answered_by_5xx() {
    let rig = Rig::start().await;
    let token = rig.url("oauth2/v2.0/token");
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE", "BREW"] {
        for path in [
            "oauth2/v2.0/token",
            "oauth2/v2.0/authorize",
            "oauth2/v2.0/devicecode",
            "oauth2/deviceauth",
            "oauth2/v2.0/logout",
            "v2.0/adminconsent",
            "v2.0/.well-known/openid-configuration",
            ".well-known/openid-configuration",
            "discovery/keys",
            "nothing",
        ] {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            let answer = rig.http.request(method.clone(), rig.url(path)).body("\0\u{ff}%%%").send().await.unwrap();
            assert!(answer.status().as_u16() < 500, "{method} {path}: {}", answer.status());
        }
    }
    for body in [&b"a=%"[..], b"{}", b"\xff\xfe", b"&&&&=", b"grant_type=a&grant_type=b"] {
        for content_type in ["application/x-www-form-urlencoded", "application/json", "\u{1F511}"] {
            let Ok(value) = reqwest::header::HeaderValue::from_bytes(content_type.as_bytes()) else { continue };
            let request = rig.http.post(token.clone()).header("content-type", value).body(body.to_vec());
            assert_eq!(request.send().await.unwrap().status(), 400, "{body:?} {content_type}");
        }
    }
}

#[tokio::test]
async fn stops_when_asked_and_gives_its_ports_back() {
    let rig = Rig::start().await;
    let (authority, http) = (rig.tenant.authority().clone(), rig.http.clone());
    rig.tenant.stop().await;
    assert!(http.get(authority.clone()).send().await.unwrap_err().is_connect());
    std::net::TcpListener::bind(("127.0.0.1", authority.port().unwrap())).unwrap();
}

#[tokio::test]
async fn stops_when_dropped() {
    let rig = Rig::start().await;
    let (authority, http) = (rig.tenant.authority().clone(), rig.http.clone());
    drop(rig);
    for _ in 0..100 {
        if http.get(authority.clone()).send().await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("it still answers");
}
