package vn.trangtien.platform.organisation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who took over from a unit that ended, or a share of its work.
 *
 * @param code of the successor; the code of the unit itself if it goes on under another name
 * @param shareVi what went there; empty if everything did
 */
public record Successor(String code, String shareVi, String shareEn) {

    public Successor(String code, @Nullable String shareVi, @Nullable String shareEn) {
        this.code = code;
        this.shareVi = shareVi == null ? "" : shareVi;
        this.shareEn = shareEn == null ? "" : shareEn;
    }

    /** Takes over everything. */
    public static Successor ofAll(String code) {
        return new Successor(code, "", "");
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String share(Locale locale) {
        return locale.getLanguage().equals("en") ? shareEn : shareVi;
    }
}
