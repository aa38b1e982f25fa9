package vn.trangtien.egov.cases;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Addresses of pages; the slashes of a number stay slashes. */
@Component
class CaseLinks {

    private final String base;

    CaseLinks(@Value("${trangtien.links.egov:http://127.0.0.1:8082}") String base) {
        this.base = base.replaceAll("/+$", "");
    }

    /** For other services and their screens. */
    String absolute(String number) {
        return base + path(number);
    }

    /** Within this service. */
    String path(String number) {
        return "/cases/" + UriUtils.encodePath(number, StandardCharsets.UTF_8);
    }
}
