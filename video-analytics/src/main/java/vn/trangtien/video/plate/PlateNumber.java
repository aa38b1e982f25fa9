package vn.trangtien.video.plate;

/**
 * The number of a vehicle as it is written in texts, for example {@code 75A-123.45}, {@code 75-H1 361.21} or
 * {@code 29-MĐ1 123.45}. The same vehicle has the same number, whether its plate has one line or two.
 *
 * @param kind of the plate
 * @param text normalised
 */
public record PlateNumber(PlateKind kind, String text) {

    /** Without the number, so that no log shows it by mistake. */
    @Override
    public String toString() {
        return "PlateNumber[" + kind + ", hidden]";
    }
}
