package vn.trangtien.sim.camera.auth;

/** A way to prove that one knows the password. */
public enum Scheme {
    BASIC("", ""),
    DIGEST_MD5("MD5", "MD5"),
    DIGEST_SHA256("SHA-256", "SHA-256");

    private final String algorithm;
    private final String hash;

    Scheme(String algorithm, String hash) {
        this.algorithm = algorithm;
        this.hash = hash;
    }

    /** As the challenge names it; empty for Basic. */
    String algorithm() {
        return algorithm;
    }

    /** As the JDK names it. */
    String hash() {
        return hash;
    }
}
