// Hours are asked only where they are needed; without JavaScript they are simply optional.
document.querySelectorAll("form[data-days-form]").forEach((form) => {
  const hours = form.querySelector("[data-hours]");
  const show = () => {
    hours.hidden = form.querySelector("input[name=kind]:checked")?.value === "away";
  };
  form.addEventListener("change", show);
  show();
});
