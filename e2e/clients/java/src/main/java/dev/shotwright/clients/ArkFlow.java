package dev.shotwright.clients;

import com.volcengine.ark.runtime.exception.ArkHttpException;
import com.volcengine.ark.runtime.model.content.generation.CreateContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.CreateContentGenerationTaskRequest.Content;
import com.volcengine.ark.runtime.model.content.generation.DeleteContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.GetContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.GetContentGenerationTaskResponse;
import com.volcengine.ark.runtime.model.content.generation.ListContentGenerationTasksRequest;
import com.volcengine.ark.runtime.service.ArkService;
import java.util.List;

/** The official Java client of Volcano Engine Ark against a running service. */
public final class ArkFlow {
    private ArkFlow() {}

    public static void main(String[] arguments) throws Exception {
        var model = System.getenv().getOrDefault("SHOTWRIGHT_MODEL", "previz");
        var service = ArkService.builder()
                .baseUrl(System.getenv("SHOTWRIGHT_SERVER") + "/api/v3/")
                .apiKey(System.getenv("SHOTWRIGHT_KEY"))
                .build();
        var created = service.createContentGenerationTask(CreateContentGenerationTaskRequest.builder()
                .model(model)
                .content(List.of(Content.builder()
                        .type("text")
                        .text("a fox runs through the snow --ratio 16:9 --dur 4")
                        .build()))
                .build());
        var task = ended(service, created.getId());
        check(task.getStatus().equals("succeeded"), "created " + task.getId());
        check(task.getUsage().getCompletionTokens() > 0, task.getUsage().getCompletionTokens() + " tokens");
        check(task.getContent().getVideoUrl().startsWith("http"), "told where the clip is");
        var listed = service.listContentGenerationTasks(ListContentGenerationTasksRequest.builder()
                .pageNum(1)
                .pageSize(10)
                .status("succeeded")
                .build());
        check(listed.getTotal() >= 1, "listed " + listed.getTotal());
        service.deleteContentGenerationTask(DeleteContentGenerationTaskRequest.builder()
                .taskId(task.getId())
                .build());
        try {
            get(service, task.getId());
            check(false, "a deleted task is still there");
        } catch (ArkHttpException expected) {
            check(
                    expected.statusCode == 404 && expected.code.equals("ResourceNotFound"),
                    "deleted, and refused with typed errors");
        }
        service.shutdownExecutor();
    }

    private static GetContentGenerationTaskResponse get(ArkService service, String id) {
        return service.getContentGenerationTask(
                GetContentGenerationTaskRequest.builder().taskId(id).build());
    }

    private static GetContentGenerationTaskResponse ended(ArkService service, String id) throws InterruptedException {
        while (true) {
            var task = get(service, id);
            if (!task.getStatus().equals("queued") && !task.getStatus().equals("running")) {
                return task;
            }
            Thread.sleep(500);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not " + what);
        }
        System.out.println(what);
    }
}
