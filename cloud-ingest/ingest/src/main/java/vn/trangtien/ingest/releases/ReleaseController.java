package vn.trangtien.ingest.releases;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.enrolment.Certificates;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.platform.identity.CurrentUser;

/** Releases for administrators, and the file for gateways that show a certificate in force. */
@RestController
class ReleaseController {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseController.class);
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Releases releases;
    private final Certificates certificates;

    ReleaseController(Releases releases, Certificates certificates) {
        this.releases = releases;
        this.certificates = certificates;
    }

    @GetMapping("/api/fleet/releases")
    List<Release> all() {
        return releases.all();
    }

    @PostMapping("/api/fleet/releases")
    @ResponseStatus(HttpStatus.CREATED)
    Release add(
            @RequestParam("file") MultipartFile file, @RequestParam(defaultValue = "") String notes, CurrentUser user)
            throws IOException {
        try (var in = file.getInputStream()) {
            return releases.add(in, notes, user.id());
        }
    }

    @GetMapping("/api/releases/{sha256}")
    ResponseEntity<Resource> file(@PathVariable String sha256, HttpServletRequest request) {
        GatewayId gateway = bearer(request).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        Release release = releases.find(sha256).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Path file = releases.file(release).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        LOG.info(
                "gateway={} event=release-fetched version={} range={}",
                gateway.key(),
                release.version(),
                request.getHeader(HttpHeaders.RANGE) != null);
        String name = "%s-%s-%s.zip".formatted(release.name(), release.version(), release.arch());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .eTag("\"" + release.sha256() + "\"")
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(new FileSystemResource(file));
    }

    /** TLS has checked the chain, if there is one; on a listener without TLS there is none. */
    private Optional<GatewayId> bearer(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? certificates.bearer(chain[0])
                : Optional.empty();
    }

    @ExceptionHandler
    ProblemDetail refused(ReleaseRefused refused) {
        HttpStatus status = switch (refused.reason()) {
            case NO_PACKAGE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TAKEN -> HttpStatus.CONFLICT;
        };
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
