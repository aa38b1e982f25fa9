package vn.trangtien.ingest.objects;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.platform.audit.AuditLog;

/** Writes down who looked at a picture in which persons can be recognised. */
@Component
class Looks {

    private final AuditLog audit;

    Looks(AuditLog audit) {
        this.audit = audit;
    }

    /** @param named the same picture, once for each camera that took it */
    @Transactional
    public void looked(List<Snapshot> named, String actor) {
        Map<String, String> facts = new TreeMap<>();
        for (Snapshot each : named) {
            each.clearFor().ifPresent(purpose -> facts.put(each.gateway().key() + "/" + each.camera(), purpose));
        }
        audit.append(actor, "picture.clear.seen", "object:" + named.get(0).sha256(), facts);
    }
}
