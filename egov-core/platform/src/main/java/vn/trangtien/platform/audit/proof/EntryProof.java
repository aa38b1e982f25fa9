package vn.trangtien.platform.audit.proof;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.timestamping.TimestampException;
import vn.trangtien.platform.timestamping.TimestampTrust;

/**
 * One entry with everything that shows it was in the log when the anchor was stamped. Can be handed out without the other
 * entries.
 *
 * @param format {@value #FORMAT}
 */
public record EntryProof(String format, AuditEntry entry, InclusionProof inclusion, Anchor anchor) {

    /** Name of the format; another content would get another name. */
    public static final String FORMAT = "trangtien-audit-proof-1";

    public static EntryProof of(AuditEntry entry, InclusionProof inclusion, Anchor anchor) {
        return new EntryProof(FORMAT, entry, inclusion, anchor);
    }

    /** @throws IOException if the text is no such proof */
    public static EntryProof read(String json) throws IOException {
        try {
            EntryProof proof = ProofJson.read(json, EntryProof.class);
            if (!FORMAT.equals(proof.format())) {
                throw new IOException("the format of a proof must be %s, but was %s".formatted(FORMAT, proof.format()));
            }
            return proof;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("this is no proof of an entry: " + e.getMessage(), e);
        }
    }

    public String toJson() {
        return ProofJson.text(this);
    }

    /** The first thing that does not hold, in one sentence; empty if all of it does. */
    public Optional<String> fault(TimestampTrust trust) {
        if (!new EntryHash().of(entry).equals(entry.hash())) {
            return Optional.of("the content of entry %d does not match its hash".formatted(entry.seq()));
        }
        if (entry.seq() != anchor.fromSeq() + inclusion.index()
                || inclusion.size() != anchor.toSeq() - anchor.fromSeq() + 1) {
            return Optional.of("anchor %d does not have entry %d at place %d of %d"
                    .formatted(anchor.number(), entry.seq(), inclusion.index(), inclusion.size()));
        }
        if (!leadsToRoot()) {
            return Optional.of("the path does not lead to the root of anchor %d".formatted(anchor.number()));
        }
        if (!anchor.isWhole()) {
            return Optional.of("the digest of anchor %d is not that of its content".formatted(anchor.number()));
        }
        try {
            trust.verify(anchor.token(), anchor.digestBytes());
            return Optional.empty();
        } catch (TimestampException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean leadsToRoot() {
        try {
            return inclusion.root(entry.hash()).equals(anchor.root());
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }
}
