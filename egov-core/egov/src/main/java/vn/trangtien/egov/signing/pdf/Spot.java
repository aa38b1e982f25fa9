package vn.trangtien.egov.signing.pdf;

import java.util.Optional;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import vn.trangtien.egov.signing.SealPlacement.Box;

/**
 * Where a signature goes on the paper.
 *
 * @param field that exists already; empty if one has to be added
 * @param page from 1
 */
public record Spot(Optional<String> field, int page, Box box) {

    PDRectangle rectangle() {
        return new PDRectangle((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
    }
}
