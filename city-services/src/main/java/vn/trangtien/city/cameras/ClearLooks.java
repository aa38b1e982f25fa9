package vn.trangtien.city.cameras;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.identity.CurrentUser;

/** The only way to a picture in which people can be recognised: first it is written down who looks, then the picture is fetched. */
@Service
public class ClearLooks {

    private final CameraRecords records;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    ClearLooks(CameraRecords records, AuditLog audit, TransactionTemplate transactions) {
        this.records = records;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param sha256 64 hex digits */
    public Optional<CameraRecords.Content> look(String sha256, CurrentUser user) throws IngestUnavailable {
        transactions.executeWithoutResult(
                status -> audit.append(user.id(), "picture.clear.seen", "object:" + sha256, Map.of("at", "screen")));
        return records.content(sha256);
    }
}
