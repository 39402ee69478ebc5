using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Pages for everything that went wrong. They need no signed-in person and no database.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorController : Controller
{
    public static string Path(int status) => $"/error/{status}";

    /// <summary>The status of an exception: what a person can mend is not a 500.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        PreconditionException or DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        // Two people did the same in the same second; the database let one of them through.
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } }
            or PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => StatusCodes.Status409Conflict,
        InvalidDataException when exception.Message.Contains("length limit", StringComparison.OrdinalIgnoreCase) =>
            StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status500InternalServerError,
    };

    [Route("/error/{status:int}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public IActionResult Show()
    {
        // Not bound: binding would read the body again, which may be what failed.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (thrown is not null)
            status = StatusOf(thrown);
        // Asked for by its address and not by the pipeline, there is no error to show.
        else if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            status = StatusCodes.Status404NotFound;
        var isForgery = status == StatusCodes.Status400BadRequest && AntiforgeryRefusal.Happened(HttpContext);
        var page = isForgery
            ? ErrorPage.StaleForm(HttpContext.TraceIdentifier)
            : ErrorPage.For(status, HttpContext.TraceIdentifier, (thrown as PreconditionException)?.Message);
        Response.StatusCode = status;
        return View("Error", page);
    }
}

/// <param name="Happened">What happened, a heading.</param>
/// <param name="WhatToDo">What the person can do now.</param>
/// <param name="Id">By which the administrator finds the entry in the log.</param>
public sealed record ErrorPage(int Status, string Happened, string WhatToDo, string Id)
{
    public static ErrorPage StaleForm(string id) => new(StatusCodes.Status400BadRequest,
        "Страница устарела, данные не сохранены",
        "Вероятно, вы вышли из системы или вошли заново в другой вкладке. Вернитесь назад, обновите страницу и отправьте форму ещё раз.", id);

    public static ErrorPage For(int status, string id, string? reason = null) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "Запрос не удалось прочитать",
            "Вернитесь назад, обновите страницу и повторите действие.", id),
        StatusCodes.Status401Unauthorized => new(status, "Нужно войти",
            "Откройте страницу входа и введите имя и пароль.", id),
        StatusCodes.Status403Forbidden => new(status, "Нет доступа к этой странице",
            "Ваша роль не позволяет её открыть. Если доступ нужен для работы, обратитесь к администратору управления.", id),
        StatusCodes.Status404NotFound => new(status, "Страница не найдена",
            "Возможно, адрес введён с ошибкой или запись удалена. Перейдите на главную страницу или воспользуйтесь поиском.", id),
        StatusCodes.Status405MethodNotAllowed => new(status, "Так эту страницу открыть нельзя",
            "Вернитесь назад и повторите действие кнопкой на странице.", id),
        StatusCodes.Status409Conflict => new(status, reason ?? "Данные изменились, пока вы работали",
            reason is null
                ? "Ваши изменения не сохранены. Вернитесь назад, обновите страницу, проверьте новые значения и повторите действие."
                : "Ничего не изменено. Вернитесь назад и обновите страницу: на ней видно, что можно сделать сейчас.", id),
        StatusCodes.Status413PayloadTooLarge => new(status, "Файл слишком большой",
            "Файл не загружен. Удалите из книги лишние листы и рисунки или разделите её на части и загрузите по очереди.", id),
        StatusCodes.Status415UnsupportedMediaType => new(status, "Такие данные не принимаются",
            "Вернитесь назад и отправьте данные формой на странице.", id),
        StatusCodes.Status429TooManyRequests => new(status, "Слишком много попыток",
            "Подождите минуту и повторите действие.", id),
        StatusCodes.Status503ServiceUnavailable => new(status, "Система временно недоступна",
            "Идёт запуск или обслуживание. Обновите страницу через минуту.", id),
        < StatusCodes.Status500InternalServerError => new(status, "Запрос отклонён",
            "Вернитесь назад и повторите действие.", id),
        _ => new(status, "Произошла ошибка",
            "Действие не выполнено: данные остались прежними. Повторите его позже; если ошибка останется, сообщите администратору номер ошибки.", id),
    };
}
