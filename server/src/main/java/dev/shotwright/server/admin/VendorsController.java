package dev.shotwright.server.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys by which the service asks vendors: given, replaced, forgotten, and never shown again. */
@RestController
@RequestMapping("/api/v1/admin/vendors")
@Tag(name = "admin")
class VendorsController {
    private final VendorKeys keys;

    VendorsController(VendorKeys keys) {
        this.keys = keys;
    }

    /** The vendors that can be asked. */
    record VendorList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Asked> vendors) {

        VendorList {
            vendors = List.copyOf(vendors);
        }
    }

    /**
     * One vendor.
     *
     * @param needs the names of its keys, each entry one way to prove who asks
     * @param changed when the service was given its keys; absent where it has none
     */
    record Asked(
            String vendor,
            String title,
            List<List<String>> needs,
            @Nullable Instant changed) {

        Asked {
            needs = List.copyOf(needs);
        }
    }

    /**
     * A vendor's keys.
     *
     * @param keys by the names that the vendor gives them
     */
    record VendorKeysWish(Map<String, String> keys) {

        VendorKeysWish {
            keys = Map.copyOf(keys);
        }
    }

    @GetMapping(produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Vendors, the keys that each needs, and whether the service has them")
    VendorList vendors() {
        var kept = keys.list().stream().collect(Collectors.toMap(VendorKeys.Kept::vendor, VendorKeys.Kept::changed));
        return new VendorList(Vendors.all().stream()
                .map(vendor -> new Asked(
                        vendor.name(),
                        vendor.title(),
                        vendor.keyForms().stream().map(KeyForm::names).toList(),
                        kept.get(vendor.name())))
                .toList());
    }

    @PutMapping(path = "/{vendor}", consumes = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(
            summary = "Give the service a vendor's keys, in place of those before",
            description = "They are kept under a seal and handed to the workers that ask the vendor.")
    @ApiResponse(responseCode = "204", description = "They are kept", content = @Content)
    ResponseEntity<Void> keepVendorKeys(Caller caller, @PathVariable String vendor, @RequestBody VendorKeysWish wish) {
        var forms = known(vendor).keyForms();
        if (forms.stream()
                .noneMatch(form -> Set.copyOf(form.names()).equals(wish.keys().keySet()))) {
            throw ShotwrightException.invalid(
                    "keys",
                    wish.keys().keySet().stream().sorted().collect(Collectors.joining(", ", "{", "}")),
                    forms.stream().map(KeyForm::toString).collect(Collectors.joining(", or ")));
        }
        keys.put(vendor, wish.keys(), caller.key());
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{vendor}")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Forget a vendor's keys")
    @ApiResponse(responseCode = "204", description = "They are forgotten", content = @Content)
    ResponseEntity<Void> forgetVendorKeys(Caller caller, @PathVariable String vendor) {
        if (!keys.remove(known(vendor).name(), caller.key())) {
            throw Denial.notFound("vendor whose keys are kept");
        }
        return ResponseEntity.noContent().build();
    }

    private static Vendor known(String name) {
        var vendor = Vendors.named(name);
        if (vendor == null) {
            var all = Vendors.all().stream().map(Vendor::name).toList();
            var nearest = Nearest.word(name, all);
            throw ShotwrightException.invalid(
                    "vendor",
                    "'" + name + "'",
                    (nearest == null ? "" : "nearest is " + nearest + "; ") + String.join(", ", all));
        }
        return vendor;
    }
}
