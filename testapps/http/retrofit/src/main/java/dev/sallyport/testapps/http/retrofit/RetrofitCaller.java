package dev.sallyport.testapps.http.retrofit;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;

/** One {@code Retrofit}. */
final class RetrofitCaller implements HttpCaller {
  private static final MediaType TEXT = MediaType.get("text/plain");

  private final Api api =
      new Retrofit.Builder().baseUrl("http://127.0.0.1/").build().create(Api.class);

  @Override
  public String name() {
    return "Retrofit";
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws IOException {
    return reply(call(sending).execute());
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> later = new CompletableFuture<>();
    call(sending)
        .enqueue(
            new Callback<ResponseBody>() {
              @Override
              public void onResponse(Call<ResponseBody> call, Response<ResponseBody> response) {
                try {
                  later.complete(reply(response));
                } catch (IOException e) {
                  later.completeExceptionally(e);
                }
              }

              @Override
              public void onFailure(Call<ResponseBody> call, Throwable failure) {
                later.completeExceptionally(failure);
              }
            });
    return later;
  }

  /** Nothing: the client below ends with the server. */
  @Override
  public void close() {}

  private Call<ResponseBody> call(Sending sending) {
    return switch (sending.method()) {
      case "GET" -> api.get(sending.url(), sending.headers());
      case "POST" ->
          api.post(sending.url(), sending.headers(), RequestBody.create(sending.body(), TEXT));
      default -> throw new IllegalArgumentException(sending.method());
    };
  }

  private static Reply reply(Response<ResponseBody> response) throws IOException {
    ResponseBody body = response.body();
    return new Reply(response.code(), body == null ? "" : body.string());
  }
}
