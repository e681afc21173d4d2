//! What a sign-in with a device code cannot carry is said before anything is asked.

use super::*;

#[tokio::test]
async fn what_it_cannot_carry_is_not_left_out_unsaid() {
    let rig = Rig::start().await;
    let asked = |input: Input| Input { way: Way::DeviceCode, ..input };
    for (input, flag) in [
        (Input { account: Some(ADELE.to_owned()), ..input() }, "--account"),
        (Input { prompt: Some(Prompt::Consent), ..input() }, "--prompt"),
        (Input { claims: Some("{\"access_token\":{}}".to_owned()), ..input() }, "--claims"),
    ] {
        let error = rig.sign_in(asked(input)).await.unwrap_err();
        assert_eq!((&*error.code, error.kind), ("not-with-device-code", crate::ErrorKind::Usage));
        assert!(error.message.contains(flag), "{error:?}");
        assert!(error.hint.unwrap().contains("browser"), "{flag}");
    }
}
