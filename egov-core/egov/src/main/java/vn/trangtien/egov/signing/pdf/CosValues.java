package vn.trangtien.egov.signing.pdf;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Comparing values of two revisions. References are the same if they name the same object; whether that one changed is asked elsewhere. */
final class CosValues {

    private CosValues() {}

    static boolean same(@Nullable COSBase one, @Nullable COSBase other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof COSObject || other instanceof COSObject) {
            return Objects.equals(key(one), key(other)) && key(one) != null;
        }
        if (one instanceof COSDictionary first && other instanceof COSDictionary second) {
            return different(first, second).isEmpty();
        }
        if (one instanceof COSArray first && other instanceof COSArray second) {
            return sameElements(first, second);
        }
        if (isNumber(one) && isNumber(other)) {
            return number(one) == number(other);
        }
        return one.equals(other);
    }

    /** The names whose values are not the same. */
    static Set<COSName> different(COSDictionary one, COSDictionary other) {
        Set<COSName> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        Set<COSName> different = new LinkedHashSet<>();
        for (COSName name : names) {
            if (!same(one.getItem(name), other.getItem(name))) {
                different.add(name);
            }
        }
        return different;
    }

    /** The key of a reference; null for what is not one. */
    static @Nullable COSObjectKey key(@Nullable COSBase value) {
        return value instanceof COSObject reference ? reference.getKey() : null;
    }

    /** The value itself, behind its reference. */
    static @Nullable COSBase direct(@Nullable COSBase value) {
        return value instanceof COSObject reference ? reference.getObject() : value;
    }

    static Set<COSObjectKey> union(Set<COSObjectKey> one, Set<COSObjectKey> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static boolean sameElements(COSArray one, COSArray other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(COSBase value) {
        return value instanceof COSInteger || value instanceof COSFloat;
    }

    private static float number(COSBase value) {
        return ((org.apache.pdfbox.cos.COSNumber) value).floatValue();
    }
}
