package vn.trangtien.gateway.remote.deploy;

/** A package that is not installed, or a release that cannot be used; the message says why and what to do. */
public final class DeployException extends Exception {

    private static final long serialVersionUID = 1L;

    DeployException(String message) {
        super(message);
    }

    DeployException(String message, Throwable cause) {
        super(message, cause);
    }
}
