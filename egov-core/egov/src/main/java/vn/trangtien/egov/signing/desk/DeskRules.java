package vn.trangtien.egov.signing.desk;

import java.nio.file.Path;
import java.time.ZoneId;
import vn.trangtien.egov.signing.SignatureLevel;

/**
 * How this office signs.
 *
 * @param level of agencies' signatures; what cannot be reached at once is said
 * @param sealMillimetres diameter of a seal
 * @param maxBytes larger files are not signed
 * @param work folder for what does not fit into memory
 * @param zone of the times that are written on documents
 */
public record DeskRules(SignatureLevel level, double sealMillimetres, long maxBytes, Path work, ZoneId zone) {

    public DeskRules {
        if (sealMillimetres <= 0) {
            throw new IllegalArgumentException("a seal must be wider than 0 mm, but was " + sealMillimetres);
        }
    }
}
