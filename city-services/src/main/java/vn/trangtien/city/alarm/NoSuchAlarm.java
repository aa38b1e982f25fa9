package vn.trangtien.city.alarm;

import java.util.UUID;

/** There is no alarm with this identity. */
public final class NoSuchAlarm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchAlarm(UUID alarm) {
        super("alarm " + alarm + " does not exist");
    }
}
