package dev.shotwright.server.files;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.Links;
import dev.shotwright.jobs.storage.StoredFile;
import dev.shotwright.jobs.storage.Upload;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.server.PublicAddress;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of the caller's account. */
@RestController
@RequestMapping("/api/v1/files")
@Tag(name = "files")
class FilesController {
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final Duration LINKED = Duration.ofHours(1);
    private static final int MOST = 100;

    private final Uploads uploads;
    private final FileShelf shelf;
    private final Links links;
    private final PublicAddress address;
    private final Clock clock;

    FilesController(Uploads uploads, FileShelf shelf, Links links, PublicAddress address, Clock clock) {
        this.uploads = uploads;
        this.shelf = shelf;
        this.links = links;
        this.address = address;
        this.clock = clock;
    }

    @PostMapping(produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Upload a file, or begin to",
            description =
                    "The body is the file, of any content type. With the header Upload-Length and no body the upload"
                        + " is begun, and its bytes follow by PATCH. With sha256, a file that the account has already"
                        + " is answered at once.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(
            responseCode = "201",
            description = "The file is kept, or the upload is begun",
            headers = {
                @Header(name = "Location", schema = @Schema(type = "string")),
                @Header(name = OFFSET, schema = @Schema(type = "integer", format = "int64"))
            },
            content = @Content(schema = @Schema(implementation = FileView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The account has this file already",
            content = @Content(schema = @Schema(implementation = FileView.class)))
    ResponseEntity<FileView> uploadFile(
            Caller caller,
            @RequestHeader(name = LENGTH, required = false) @Nullable Long length,
            @RequestParam(required = false) @Nullable String sha256,
            @RequestParam(required = false) @Nullable String name,
            HttpServletRequest request)
            throws IOException {
        if (length == null) {
            return made(view(uploads.receive(caller.account(), name, request.getInputStream())));
        }
        return switch (uploads.begin(caller.account(), new Upload.Wish(length, sha256, name))) {
            case Uploads.Standing.Open(var upload) -> made(FileView.of(upload));
            case Uploads.Standing.Done(var file) ->
                ResponseEntity.ok().header(OFFSET, Long.toString(file.bytes())).body(view(file));
        };
    }

    @PatchMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Append to an upload",
            description =
                    "Upload-Offset is where the bytes go, which is how many are kept: HEAD tells. What came before a"
                        + " connection broke off is kept. The last byte makes the upload a file; its id is that of an"
                        + " earlier file if the account has one of the same content.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(
            responseCode = "200",
            description = "The bytes are kept",
            headers = @Header(name = OFFSET, schema = @Schema(type = "integer", format = "int64")),
            content = @Content(schema = @Schema(implementation = FileView.class)))
    ResponseEntity<FileView> appendToFile(
            Caller caller, @PathVariable String id, @RequestHeader(OFFSET) long offset, HttpServletRequest request)
            throws IOException {
        return switch (uploads.append(caller.account(), read(id), offset, request.getInputStream())) {
            case Uploads.Standing.Open(var upload) -> standing(FileView.of(upload));
            case Uploads.Standing.Done(var file) -> standing(view(file));
        };
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    @Needs(Scope.READ)
    @Operation(summary = "How many bytes of a file are kept")
    @ApiResponse(
            responseCode = "204",
            description = "Upload-Offset of Upload-Length bytes are kept",
            headers = {
                @Header(name = OFFSET, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = LENGTH, schema = @Schema(type = "integer", format = "int64"))
            },
            content = @Content)
    ResponseEntity<Void> fileOffset(Caller caller, @PathVariable String id) {
        var view = look(caller.account(), read(id));
        return ResponseEntity.status(HttpStatus.NO_CONTENT)
                .header(OFFSET, Long.toString(view.received()))
                .header(LENGTH, Long.toString(view.bytes()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "How a file stands")
    FileView file(Caller caller, @PathVariable String id) {
        return look(caller.account(), read(id));
    }

    @GetMapping(produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "Complete files, latest first, in parts")
    FileList files(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ShotwrightException.invalid("limit", limit, "1 to " + MOST);
        }
        var after = cursor == null ? null : Ids.read(Prefix.FILE, "cursor", cursor);
        var found = shelf.list(caller.account(), after, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size())).stream()
                .map(this::view)
                .toList();
        return new FileList(page, found.size() > limit ? page.getLast().id() : null);
    }

    @DeleteMapping("/{id}")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "Delete a file, or give an upload up")
    @ApiResponse(responseCode = "204", description = "It is deleted", content = @Content)
    ResponseEntity<Void> deleteFile(Caller caller, @PathVariable String id) {
        var file = read(id);
        if (look(caller.account(), file).state() == FileView.State.OPEN) {
            uploads.abandon(caller.account(), file);
        } else {
            shelf.remove(caller.account(), file);
        }
        return ResponseEntity.noContent().build();
    }

    private FileView look(UUID account, UUID id) {
        try {
            return view(shelf.get(account, id));
        } catch (ShotwrightException absent) {
            if (absent.code() != ErrorCode.NOT_FOUND) {
                throw absent;
            }
            return FileView.of(uploads.get(account, id));
        }
    }

    private FileView view(StoredFile file) {
        var until = clock.instant().plus(LINKED);
        var name = file.name() == null ? Ids.write(Prefix.FILE, file.id()) : file.name();
        var grant = new Links.Grant(file.place(), file.type(), name, until);
        return FileView.of(file, address.of("/media/" + links.token(grant)));
    }

    private static ResponseEntity<FileView> made(FileView view) {
        return ResponseEntity.created(URI.create("/api/v1/files/" + view.id()))
                .header(OFFSET, Long.toString(view.received()))
                .body(view);
    }

    private static ResponseEntity<FileView> standing(FileView view) {
        return ResponseEntity.ok()
                .header(OFFSET, Long.toString(view.received()))
                .body(view);
    }

    private static UUID read(String id) {
        return Ids.read(Prefix.FILE, "id", id);
    }
}
