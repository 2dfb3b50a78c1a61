package dev.shotwright.server.files;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.storage.Links;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.UploadLimits;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.server.ServiceSettings;
import dev.shotwright.server.web.LargeBodies;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What uploads and links need. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    @Bean
    Links links(KeyFile key, Clock clock) {
        return new Links(key, clock);
    }

    @Bean
    FileShelf fileShelf(Database database, MediaStore store, Clock clock) {
        return new FileShelf(database, store, clock, UploadLimits.usual());
    }

    @Bean
    Uploads uploads(
            Database database, FileShelf shelf, MediaStore store, ServiceSettings settings, Ids ids, Clock clock) {
        return new Uploads(database, shelf, store, settings.home().resolve("spool"), ids, clock, UploadLimits.usual());
    }

    /** Uploads are bounded as they are taken. */
    @Bean
    LargeBodies uploadsAreLarge() {
        return new LargeBodies("/api/v1/files");
    }
}
