package vn.trangtien.video.onvif;

/** Name and password of a camera's user. Shows neither. */
public record Login(String user, String password) {

    public Login {
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user of a camera needs a name, but it was blank");
        }
    }

    @Override
    public String toString() {
        return "Login[***]";
    }
}
