package vn.trangtien.sim.camera.auth;

/**
 * What the camera wants to be told before it shows anything.
 *
 * @param user not empty, without a colon
 * @param password any text; never printed
 */
public record Credentials(String user, String password) {

    public Credentials {
        if (user.isEmpty() || user.contains(":") || user.contains("\"")) {
            throw new IllegalArgumentException(
                    "user name of the camera must not be empty nor hold a colon or a quotation mark, but was '%s'"
                            .formatted(user));
        }
    }

    @Override
    public String toString() {
        return "Credentials[user=%s]".formatted(user);
    }
}
