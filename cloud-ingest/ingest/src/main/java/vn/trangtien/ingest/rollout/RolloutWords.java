package vn.trangtien.ingest.rollout;

import java.time.Duration;
import vn.trangtien.ingest.wording.Bilingual;

/** What is told of a rollout and its gateways. */
final class RolloutWords {

    static final String NO_LONGER =
            Bilingual.text("không còn chạy thứ được giao", "it does not run what it was given any more");
    static final String AWAY =
            Bilingual.text("vắng mặt trong lúc vòng của nó được thực hiện", "it was away while its ring was at work");
    static final String NOBODY =
            Bilingual.text("không gateway nào của vòng này có mặt", "no gateway of the ring was there");
    static final String NOT_BACK = Bilingual.text(
            "chưa báo đã trở về như trước; hãy xem lại", "it has not reported what it had before; look at it");

    private RolloutWords() {}

    static String late(Duration patience) {
        return Bilingual.text(
                "không báo đã chạy thứ được giao trong %d giây",
                "it did not report what it was given within %d s", patience.toSeconds());
    }

    static String failed(int failed, int given, int mayFail) {
        return Bilingual.text(
                "%d trên %d gateway hỏng; chỉ được phép %d",
                "%d of %d gateways failed; %d may", failed, given, mayFail);
    }

    static String failedAtFirst(int failed, int done, int ring, int mayFail) {
        return Bilingual.text(
                "%d trên %d gateway đầu tiên của vòng %d hỏng; chỉ được phép %d",
                "%d of the first %d gateways of ring %d failed; %d may", failed, done, ring, mayFail);
    }

    static String unhealthy(int healthy, int touched, double share) {
        return Bilingual.text(
                "%d trên %d gateway khỏe; tỉ lệ phải đạt %s",
                "%d of %d gateways are healthy; the share must be %s", healthy, touched, share);
    }

    static String completed(int healthy, int touched) {
        return Bilingual.text(
                "hoàn tất: %d trên %d gateway khỏe", "completed: %d of %d gateways are healthy", healthy, touched);
    }

    static String begins(int ring, int rings, int percent) {
        return Bilingual.text(
                "bắt đầu vòng %d trên %d: %d %% số gateway",
                "ring %d of %d begins: %d %% of the gateways", ring, rings, percent);
    }
}
