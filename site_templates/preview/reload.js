// Only the preview's server adds this to a page: it waits for news of the page's files and then reloads it.
{
  const { learner, turn } = document.currentScript.dataset
  const news = new EventSource(`/_news?learner=${encodeURIComponent(learner)}&turn=${encodeURIComponent(turn)}`)
  news.addEventListener("message", () => location.reload())
  addEventListener("pagehide", () => news.close())
}
