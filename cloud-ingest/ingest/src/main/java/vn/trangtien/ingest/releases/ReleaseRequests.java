package vn.trangtien.ingest.releases;

import org.springframework.stereotype.Component;
import vn.trangtien.ingest.enrolment.Door;
import vn.trangtien.ingest.enrolment.ReleaseSigner;
import vn.trangtien.ingest.remote.Ask;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.Method;

/** Asks a gateway to fetch and install a release, over DEPLOY-V2. */
@Component
public class ReleaseRequests {

    private static final String APP = "DEPLOY-V2";

    private final Releases releases;
    private final String door;

    ReleaseRequests(Releases releases, Door door) {
        this.releases = releases;
        this.door = door.url();
    }

    /**
     * @param job number under which the gateway tells its progress
     * @param force whether an older version may be installed over a newer one
     */
    public Ask install(Release release, long job, boolean force) {
        ReleaseSigner.Voucher voucher = releases.voucher(release);
        return Ask.of(
                APP,
                Method.EXEC,
                "download",
                KuraPayload.builder()
                        .metric("dp.uri", door + "/api/releases/" + release.sha256())
                        .metric("dp.name", release.name())
                        .metric("dp.version", release.version())
                        .metric("dp.download.protocol", "HTTPS")
                        .metric("dp.download.hash", "SHA-256:" + release.sha256())
                        .metric("dp.download.resume", true)
                        .metric("dp.download.force", force)
                        .metric("dp.install", true)
                        .metric("dp.install.system.update", false)
                        .metric("job.id", job)
                        .metric("tt.package.signature", MetricValue.of(voucher.signature()))
                        .metric("tt.package.signer", MetricValue.of(voucher.certificate()))
                        .build());
    }
}
