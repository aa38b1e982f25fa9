package vn.trangtien.video.onvif;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** The header that proves to know the password without sending it (OASIS UsernameToken Profile 1.0, password digest). */
final class WsSecurity {

    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String UTILITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String TOKEN =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final SecureRandom RANDOM = new SecureRandom();

    private WsSecurity() {}

    /** @param cameraTime what the camera believes the time is: it refuses tokens from another time */
    static String header(Login login, Instant cameraTime) {
        var nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return header(login, cameraTime, nonce);
    }

    static String header(Login login, Instant cameraTime, byte[] nonce) {
        String created = cameraTime.truncatedTo(ChronoUnit.SECONDS).toString();
        return """
                <s:Header><w:Security s:mustUnderstand="1" xmlns:w="%s" xmlns:u="%s"><w:UsernameToken>\
                <w:Username>%s</w:Username><w:Password Type="%s">%s</w:Password>\
                <w:Nonce EncodingType="%s">%s</w:Nonce><u:Created>%s</u:Created>\
                </w:UsernameToken></w:Security></s:Header>""".formatted(
                        SECURITY,
                        UTILITY,
                        SafeXml.escape(login.user()),
                        TOKEN,
                        digest(nonce, created, login.password()),
                        BASE64,
                        Base64.getEncoder().encodeToString(nonce),
                        created);
    }

    private static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
