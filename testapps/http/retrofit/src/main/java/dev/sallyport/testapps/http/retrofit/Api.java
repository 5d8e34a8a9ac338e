package dev.sallyport.testapps.http.retrofit;

import java.util.Map;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** What is asked of any server. */
interface Api {

  @GET
  Call<ResponseBody> get(@Url String url, @HeaderMap Map<String, String> headers);

  @POST
  Call<ResponseBody> post(
      @Url String url, @HeaderMap Map<String, String> headers, @Body RequestBody body);
}
