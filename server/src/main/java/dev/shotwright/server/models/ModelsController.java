package dev.shotwright.server.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models, their cards, and what they would make of a request. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "models")
class ModelsController {
    private final Catalog catalog;
    private final Tenants tenants;
    private final Inquiry inquiry;

    ModelsController(Catalog catalog, Tenants tenants, Inquiry inquiry) {
        this.catalog = catalog;
        this.tenants = tenants;
        this.inquiry = inquiry;
    }

    /** The models that the account may ask for. */
    record ModelList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Model> models) {

        ModelList {
            models = List.copyOf(models);
        }
    }

    /**
     * A model in a line.
     *
     * @param capability what a worker must be able to do to draw it: the model's own name, or {@code hosted}
     * @param available false where no worker is there that has a key of its vendor's: a video asked for is refused
     */
    record Model(
            String model,
            String title,
            String vendor,
            String capability,
            boolean available,
            List<Operation> operations) {

        Model {
            operations = List.copyOf(operations);
        }

        static Model of(Listing listing) {
            var card = listing.card();
            return new Model(
                    card.model(),
                    card.title(),
                    card.vendor(),
                    listing.capability(),
                    listing.available(),
                    card.modes().stream()
                            .map(mode -> mode.operation())
                            .distinct()
                            .toList());
        }
    }

    @GetMapping(path = "/models", produces = "application/json")
    @Needs(Scope.READ)
    @io.swagger.v3.oas.annotations.Operation(summary = "The models that the account may ask for")
    ModelList models(Caller caller) {
        return new ModelList(catalog.all(tenants.account(caller.account())).stream()
                .map(Model::of)
                .toList());
    }

    @GetMapping(path = "/models/{name}", produces = "application/json")
    @Needs(Scope.READ)
    @io.swagger.v3.oas.annotations.Operation(summary = "What a model can do and costs")
    ModelCard localModel(Caller caller, @PathVariable String name) {
        return catalog.named(tenants.account(caller.account()), name, null).card();
    }

    @GetMapping(path = "/models/{vendor}/{name}", produces = "application/json")
    @Needs(Scope.READ)
    @io.swagger.v3.oas.annotations.Operation(summary = "What a vendor's model can do and costs")
    ModelCard vendorModel(Caller caller, @PathVariable String vendor, @PathVariable String name) {
        return catalog.named(tenants.account(caller.account()), vendor + "/" + name, null)
                .card();
    }

    @PostMapping(path = "/check", consumes = "application/json", produces = "application/json")
    @Needs(Scope.READ)
    @io.swagger.v3.oas.annotations.Operation(
            summary = "What models would make of a request, and the price; nothing is stored")
    Inquiry.Answer check(Caller caller, @RequestBody Inquiry.Question question) {
        return inquiry.answer(tenants.account(caller.account()), question);
    }
}
